import { createHash, type Hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

const META = `SELECT value FROM meta WHERE name='digest'`;

/**
 * SHA-256 over every row of every table, hexadecimal. SQLite's own check looks at the structure only and takes a changed
 * byte inside a document for a different document.
 */
export function digestOf(database: DatabaseSync): string {
  const hash = createHash('sha256');
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name`).all();
  for (const { name } of tables) {
    hash.update(`table ${String(name)}\n`);
    const rows = database.prepare(`SELECT * FROM "${String(name)}"${name === 'meta' ? ` WHERE name<>'digest'` : ''}`);
    rows.setReturnArrays(true);
    for (const row of rows.iterate()) for (const value of row as unknown as unknown[]) feed(hash, value);
  }
  return hash.digest('hex');
}

function feed(hash: Hash, value: unknown): void {
  if (value instanceof Uint8Array) hash.update(`blob ${value.length}\n`).update(value);
  else hash.update(`${typeof value} ${String(value)}\n`);
}

/** The digest a backup was given when it was made; undefined in any other file. */
export function givenDigest(database: DatabaseSync): unknown {
  return database.prepare(META).get()?.value;
}

export function giveDigest(database: DatabaseSync): void {
  database.prepare(`INSERT OR REPLACE INTO meta VALUES('digest',?)`).run(digestOf(database));
}

export function dropDigest(database: DatabaseSync): void {
  database.exec(`DELETE FROM meta WHERE name='digest'`);
}
