import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Disk } from './disk.ts';

/** The layout of the file. Raised with a migration whenever an older engine could not read what a newer one wrote. */
const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS collections(id INTEGER PRIMARY KEY, spec BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS docs(row INTEGER PRIMARY KEY, doc BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS entries(ix INTEGER NOT NULL, key BLOB NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY(ix, key, row)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS changes(at INTEGER PRIMARY KEY, op TEXT NOT NULL, ns TEXT NOT NULL,
    key BLOB, body BLOB, txn BLOB);
  CREATE TABLE IF NOT EXISTS images(at INTEGER PRIMARY KEY, before BLOB, after BLOB);
  CREATE TABLE IF NOT EXISTS sessions(id BLOB PRIMARY KEY, used INTEGER NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS garbage(lo INTEGER NOT NULL, hi INTEGER NOT NULL, kind TEXT NOT NULL);
`;

/** The file of a database path: the path itself when it names a file, else `embedded.sqlite` in that directory. */
export function fileOf(path: string): string {
  if (/\.(sqlite3?|db)$/.test(path) || (existsSync(path) && statSync(path).isFile())) return path;
  return join(path, 'embedded.sqlite');
}

/**
 * The main connection to a database file, held under an exclusive lock that the operating system drops when the process
 * ends, however it ends. Throws, naming the holder, when another process has the file open.
 */
export class Database {
  readonly file: string;
  readonly main: DatabaseSync;
  /** What is committed on the main connection is durable once `sync` of this resolves. */
  readonly disk: Disk;
  readonly #lock: DatabaseSync;

  constructor(file: string) {
    this.file = file;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    this.#lock = acquireLock(file);
    try {
      this.main = new DatabaseSync(file);
      chmodSync(file, 0o600);
      // NORMAL: a commit writes to the log and leaves it to `disk` to wait for it.
      this.main.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL');
      this.main.exec('PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864');
      this.#prepare();
      this.disk = new Disk(`${file}-wal`);
    } catch (error) {
      this.#lock.close();
      throw error;
    }
  }

  #prepare(): void {
    const version = checkFormat(this.main, this.file);
    this.main.exec(SCHEMA);
    if (version < FORMAT) this.main.exec(`PRAGMA user_version=${FORMAT}`);
    // After an unclean end the file is checked before it is trusted.
    const fault = this.meta('open') === 1 ? structureFault(this.main) : undefined;
    if (fault) throw new Error(`${this.file} is damaged (${fault}): restore it from a backup`);
    this.setMeta('open', 1);
  }

  meta(name: string): unknown {
    return this.main.prepare('SELECT value FROM meta WHERE name=?').get(name)?.value;
  }

  setMeta(name: string, value: number | string | null): void {
    this.main.prepare('INSERT INTO meta VALUES(?,?) ON CONFLICT DO UPDATE SET value=excluded.value').run(name, value);
  }

  /**
   * Begins a transaction for reading, unless one is open, which ends with this turn of the event loop or with `endReading`:
   * outside one SQLite takes and gives back its locks with every statement, which can cost more than the statement.
   */
  keepReading(): void {
    if (this.main.isTransaction) return;
    this.main.exec('BEGIN');
    setImmediate(() => this.endReading());
  }

  /** Ends a transaction for reading; before one for writing begins. */
  endReading(): void {
    if (this.main.isOpen && this.main.isTransaction) this.main.exec('COMMIT');
  }

  /** Another connection for a snapshot; it writes only to its own temporary tables. */
  connect(): DatabaseSync {
    const connection = new DatabaseSync(this.file, { readOnly: true });
    connection.exec('PRAGMA cache_size=-2048; PRAGMA temp_store=MEMORY');
    return connection;
  }

  /** Leaves a value for the next start, where there is room for it: on a full disk it has to be found out then. */
  leave(name: string, value: number): void {
    try {
      this.endReading();
      this.setMeta(name, value);
    } catch {
      // The file is checked, and the log counted, after an end that left nothing.
    }
  }

  close(): void {
    this.leave('open', 0);
    this.disk.close();
    this.main.close();
    this.#lock.close();
  }
}

/** The format of a database file, 0 for an empty one. Throws when a newer engine wrote it. */
export function checkFormat(database: DatabaseSync, name: string): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > FORMAT) {
    throw new Error(`${name} was written by a newer version (format ${version}; this one reads ${FORMAT})`);
  }
  return version;
}

/** What is damaged in the file's structure; undefined when nothing is. */
export function structureFault(database: DatabaseSync): string | undefined {
  const result = String(database.prepare('PRAGMA quick_check(1)').get()?.quick_check);
  return result === 'ok' ? undefined : result;
}

/** Takes a database file for this process until the connection given back is closed. Throws, naming the holder, when taken. */
export function acquireLock(file: string): DatabaseSync {
  const path = `${file}.lock`;
  const owner = `${file}.pid`;
  const lock = new DatabaseSync(path);
  try {
    // Never committed: the lock lives exactly as long as this connection.
    lock.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    const pid = existsSync(owner) ? readFileSync(owner, 'utf8').trim() : 'unknown';
    throw new Error(`${file} is already open in another process (${pid}); only one may open it at a time`);
  }
  writeFileSync(owner, String(process.pid), { mode: 0o600 });
  return lock;
}
