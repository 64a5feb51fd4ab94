import { chmodSync, existsSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { checkFormat, structureFault, fileOf } from '../storage/database.ts';
import { giveDigest } from './digest.ts';
import { discard, putInPlace } from './files.ts';

/** Pages copied before other threads of this process have a turn. */
const PAGES_AT_ONCE = 1000;

export interface BackupOptions {
  /** The database, as `start` takes it. It may be open and written to, in any process. */
  path: string;
  /** The file to make; it must not exist. */
  to: string;
}

/**
 * Copies a database as it is at this moment into one file, whose size in bytes it gives. Reads a snapshot through a
 * connection of its own, so that writers neither wait nor show in it.
 */
export async function backUp({ path, to }: BackupOptions): Promise<number> {
  const file = fileOf(path);
  if (!existsSync(file)) throw new Error(`there is no database at ${file}`);
  if (existsSync(to)) throw new Error(`${to} already exists`);
  const partial = `${to}.partial`;
  discard(partial);
  try {
    await copySnapshot(file, partial);
    finish(partial);
    putInPlace(partial, to);
  } finally {
    discard(partial);
  }
  return statSync(to).size;
}

async function copySnapshot(file: string, to: string): Promise<void> {
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    checkFormat(source, file);
    // Without a transaction of its own the copy would begin anew after every commit.
    source.exec('BEGIN; SELECT 1 FROM meta LIMIT 1');
    await backup(source, to, { rate: PAGES_AT_ONCE });
  } finally {
    source.close();
  }
}

/** Makes the copy one file without a journal, closed in order and with its digest. */
function finish(copy: string): void {
  chmodSync(copy, 0o600);
  const database = new DatabaseSync(copy);
  try {
    database.exec(`PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; UPDATE meta SET value=0 WHERE name='open'`);
    const fault = structureFault(database);
    if (fault) throw new Error(`the database is damaged: ${fault}`);
    giveDigest(database);
  } finally {
    database.close();
  }
}
