import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { acquireLock, checkFormat, structureFault, fileOf } from '../storage/database.ts';
import { digestOf, dropDigest, givenDigest } from './digest.ts';
import { discard, discardJournals, putInPlace } from './files.ts';

export interface RestoreOptions {
  /** A file that `backUp` made. */
  from: string;
  /** The database to be, as `start` takes it. Nobody may have it open. */
  path: string;
  /** Replaces a database that holds collections already (default false: refused). */
  replace?: boolean;
}

/**
 * Makes a database of a backup. The backup is checked as a whole first, and the database replaced in one step: whatever
 * goes wrong, what was there before is still there.
 */
export function restore({ from, path, replace = false }: RestoreOptions): void {
  if (!existsSync(from)) throw new Error(`there is no backup at ${from}`);
  const file = fileOf(path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = acquireLock(file);
  const copy = `${file}.restoring`;
  try {
    if (existsSync(file) && !replace && holdsData(file)) throw new Error(`${file} holds data already`);
    copyFileSync(from, copy);
    chmodSync(copy, 0o600);
    accept(copy, from);
    if (existsSync(file)) settleJournal(file);
    putInPlace(copy, file);
  } finally {
    discard(copy);
    lock.close();
  }
}

function holdsData(file: string): boolean {
  const database = new DatabaseSync(file);
  try {
    const { count } = database.prepare(`SELECT count(*) AS count FROM sqlite_schema WHERE name='collections'`).get()!;
    return count !== 0 && database.prepare('SELECT 1 FROM collections LIMIT 1').get() !== undefined;
  } catch {
    return true; // damaged, and for its owner to decide about
  } finally {
    database.close();
  }
}

/** Checks a copy of a backup and makes it an ordinary database. Throws, naming the backup, when it is not intact. */
function accept(copy: string, name: string): void {
  const database = new DatabaseSync(copy);
  try {
    const format = checkFormat(database, 'it');
    const given = format > 0 ? givenDigest(database) : undefined;
    if (given === undefined) throw new Error('it was not made by backup');
    const fault = structureFault(database);
    if (fault) throw new Error(`it is damaged: ${fault}`);
    if (given !== digestOf(database)) throw new Error('its content is not what was backed up');
    dropDigest(database);
  } catch (error) {
    throw new Error(`${name} cannot be restored: ${(error as Error).message}`, { cause: error });
  } finally {
    database.close();
  }
}

/** SQLite would apply the old file's journal to the new one: it is brought into the old file, or dropped with a damaged one. */
function settleJournal(file: string): void {
  try {
    const old = new DatabaseSync(file);
    try {
      old.exec('PRAGMA journal_mode=DELETE');
    } finally {
      old.close();
    }
  } catch {
    discardJournals(file);
  }
}
