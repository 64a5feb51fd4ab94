import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Database } from './database.ts';

/** A stored document: its row (unique over all collections) and its BSON bytes. */
export interface StoredDoc {
  row: number;
  bytes: Buffer;
}

/** The keys `lo ≤ key < hi` of one index. */
export interface KeyRange {
  lo: Buffer;
  hi: Buffer;
}

/** Ranges of one index. */
export interface EntriesOf {
  index: number;
  ranges: KeyRange[];
}

/** An entry met by a scan, which goes on after this key and row. */
export interface Position {
  key: Buffer;
  row: number;
}

interface Sources {
  docs: string;
  entries: string;
}

/** The texts of the statements that read from given tables. */
function reading({ docs, entries }: Sources) {
  const forward = 'ix=? AND (key, row)>(?, ?) AND key<?';
  const backward = 'ix=? AND key>=? AND (key, row)<(?, ?)';
  return {
    doc: `SELECT doc FROM ${docs} WHERE row=?`,
    docs: `SELECT row, doc FROM ${docs} WHERE row>=? AND row<? ORDER BY row LIMIT ?`,
    docsBack: `SELECT row, doc FROM ${docs} WHERE row>=? AND row<? ORDER BY row DESC LIMIT ?`,
    entries: `SELECT key, row FROM ${entries} WHERE ${forward} ORDER BY key, row LIMIT ? OFFSET ?`,
    entriesBack: `SELECT key, row FROM ${entries} WHERE ${backward} ORDER BY key DESC, row DESC LIMIT ? OFFSET ?`,
    countEntries: `SELECT count(*) FROM ${entries} WHERE ${forward}`,
    countUpTo: `SELECT count(*) FROM (SELECT 1 FROM ${entries} WHERE ix=? AND key>=? AND key<? LIMIT ?)`,
    rowsInRange: `SELECT row FROM ${entries} WHERE ix=? AND key>=? AND key<?`,
    count: `SELECT count(*) FROM ${entries} WHERE ix=?`,
    at: `SELECT row FROM ${entries} WHERE ix=? AND key=? AND row<>? LIMIT 1`,
  };
}

/** Reads of the committed state, through one connection. */
export class View {
  protected readonly connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #sql: ReturnType<typeof reading>;

  constructor(connection: DatabaseSync, sources: Sources = { docs: 'main.docs', entries: 'main.entries' }) {
    this.connection = connection;
    this.#sql = reading(sources);
  }

  protected run(sql: string, ...values: SQLInputValue[]): void {
    this.statement(sql).run(...values);
  }

  protected rows(sql: string, ...values: SQLInputValue[]): unknown[][] {
    return this.statement(sql).all(...values) as unknown as unknown[][];
  }

  protected first(sql: string, ...values: SQLInputValue[]): unknown[] | undefined {
    return this.statement(sql).get(...values) as unknown as unknown[] | undefined;
  }

  /** The prepared statement of an SQL text; every read and write goes through here. */
  protected statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  doc(row: number): Buffer | undefined {
    const found = this.first(this.#sql.doc, row);
    return found && toBuffer(found[0]);
  }

  /** Up to `limit` documents with `from ≤ row < to`, in the order of rows (that of insertion). */
  docs(from: number, to: number, reverse: boolean, limit: number): StoredDoc[] {
    const found = this.rows(reverse ? this.#sql.docsBack : this.#sql.docs, from, to, limit);
    return found.map(([row, doc]) => ({ row: row as number, bytes: toBuffer(doc) }));
  }

  /** Up to `limit` entries of a range, in key order, after (or reversed: before) a position and `skip` others. */
  entries(
    index: number,
    { lo, hi }: KeyRange,
    after: Position | undefined,
    reverse: boolean,
    limit: number,
    skip = 0,
  ): Position[] {
    const row = after?.row ?? -1;
    const found = reverse
      ? this.rows(this.#sql.entriesBack, index, lo, after?.key ?? hi, row, limit, skip)
      : this.rows(this.#sql.entries, index, after?.key ?? lo, row, hi, limit, skip);
    return found.map(([key, at]) => ({ key: toBuffer(key), row: at as number }));
  }

  /** How many entries of a range follow a position. */
  countEntries(index: number, { lo, hi }: KeyRange, after: Position | undefined): number {
    return Number(this.first(this.#sql.countEntries, index, after?.key ?? lo, after?.row ?? -1, hi)?.[0]);
  }

  /** How many entries a range has, counted to `most`. */
  countUpTo(index: number, { lo, hi }: KeyRange, most: number): number {
    return Number(this.first(this.#sql.countUpTo, index, lo, hi, most)?.[0]);
  }

  /** The rows that have entries in each of several sets, each row once. */
  rowsInAll(sets: EntriesOf[]): number[] {
    if (sets.some(({ ranges }) => ranges.length === 0)) return [];
    const { sql, values } = this.#inAll(sets);
    return this.rows(sql, ...values).map(([row]) => row as number);
  }

  /** How many rows have entries in each of several sets. */
  countRows(sets: EntriesOf[]): number {
    if (sets.some(({ ranges }) => ranges.length === 0)) return 0;
    const { sql, values } = this.#inAll(sets);
    return Number(this.first(`SELECT count(*) FROM (${sql})`, ...values)?.[0]);
  }

  #inAll(sets: EntriesOf[]): { sql: string; values: SQLInputValue[] } {
    const rowsOf = ({ ranges }: EntriesOf) => ranges.map(() => this.#sql.rowsInRange).join(' UNION ALL ');
    return {
      sql: sets.map((set) => `SELECT DISTINCT row FROM (${rowsOf(set)})`).join(' INTERSECT '),
      values: sets.flatMap(({ index, ranges }) => ranges.flatMap(({ lo, hi }) => [index, lo, hi])),
    };
  }

  /** The row that stands under exactly this key of a unique index, if any but `not`. */
  at(index: number, key: Buffer, not = -1): number | undefined {
    return this.first(this.#sql.at, index, key, not)?.[0] as number | undefined;
  }

  /** How many entries an index has. */
  count(index: number): number {
    return Number(this.first(this.#sql.count, index)?.[0] ?? 0);
  }
}

export function toBuffer(value: unknown): Buffer {
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An entry of an index. */
export interface Entry {
  index: number;
  key: Buffer;
}

/** A view that can be written, too. */
export interface WritableView extends View {
  /** Stores a document under a row; `removed` and `added` are the index entries that change. */
  put(row: number, bytes: Buffer, removed: Entry[], added: Entry[], all: () => Entry[]): void;
  /** Deletes a row with its index entries. */
  remove(row: number, removed: Entry[]): void;
}

/** The committed state on the main connection; writes belong inside the writer's SQLite transaction. */
export class MainView extends View implements WritableView {
  readonly #database: Database;

  constructor(database: Database) {
    super(database.main);
    this.#database = database;
  }

  protected override statement(sql: string): StatementSync {
    this.#database.keepReading();
    return super.statement(sql);
  }

  put(row: number, bytes: Buffer, removed: Entry[], added: Entry[], _all?: () => Entry[]): void {
    this.run('INSERT INTO docs VALUES(?,?) ON CONFLICT(row) DO UPDATE SET doc=excluded.doc', row, bytes);
    for (const entry of removed) this.removeEntry(entry, row);
    for (const entry of added) this.addEntry(entry, row);
  }

  remove(row: number, removed: Entry[]): void {
    this.run('DELETE FROM docs WHERE row=?', row);
    for (const entry of removed) this.removeEntry(entry, row);
  }

  /** Marks rows (`docs`) or whole indexes (`entries`) from `lo` to `hi`, both included, to be cleared away later. */
  discard(kind: 'docs' | 'entries', lo: number, hi: number): void {
    this.run('INSERT INTO garbage VALUES(?,?,?)', lo, hi, kind);
  }

  /** Clears some of what was discarded; false when nothing is left. */
  clearSome(limit: number): boolean {
    const next = this.first('SELECT rowid, lo, hi, kind FROM garbage ORDER BY rowid LIMIT 1');
    if (!next) return false;
    const [id, lo, hi, kind] = next as [number, number, number, string];
    const sql =
      kind === 'docs'
        ? 'DELETE FROM docs WHERE row IN (SELECT row FROM docs WHERE row BETWEEN ? AND ? LIMIT ?) RETURNING 1'
        : `DELETE FROM entries WHERE (ix, key, row) IN (SELECT ix, key, row FROM entries WHERE ix BETWEEN ? AND ? LIMIT ?)
           RETURNING 1`;
    if (this.rows(sql, lo, hi, limit).length < limit) this.run('DELETE FROM garbage WHERE rowid=?', id);
    return true;
  }

  addEntry(entry: Entry, row: number): void {
    this.run('INSERT OR IGNORE INTO entries VALUES(?,?,?)', entry.index, entry.key, row);
  }

  removeEntry(entry: Entry, row: number): void {
    this.run('DELETE FROM entries WHERE ix=? AND key=? AND row=?', entry.index, entry.key, row);
  }
}

/** What a transaction changed: the document (undefined when deleted) with all its index entries. */
export interface OverlayRow {
  row: number;
  bytes: Buffer | undefined;
  entries: Entry[];
}

const HIDDEN = (row: string) => `NOT EXISTS (SELECT 1 FROM temp.docs t WHERE t.row=${row})`;
const OVERLAY: Sources = {
  docs: `(SELECT row, doc FROM main.docs m WHERE ${HIDDEN('m.row')}
    UNION ALL SELECT row, doc FROM temp.docs WHERE doc IS NOT NULL)`,
  entries: `(SELECT ix, key, row FROM main.entries m WHERE ${HIDDEN('m.row')}
    UNION ALL SELECT ix, key, row FROM temp.entries)`,
};

/**
 * A transaction's view: a snapshot of the committed state under the transaction's own changes in temporary tables.
 * Entries go there when something is looked up by their index: many transactions only write.
 */
export class OverlayView extends View implements WritableView {
  /** All entries of what was changed, by row. */
  readonly #entries = new Map<number, Entry[]>();
  /** Those that are not in the table yet, by index. */
  readonly #pending = new Map<number, { key: Buffer; row: number }[]>();

  constructor(connection: DatabaseSync) {
    super(connection, OVERLAY);
    connection.exec(`CREATE TEMP TABLE docs(row INTEGER PRIMARY KEY, doc BLOB);
      CREATE TEMP TABLE entries(ix INTEGER, key BLOB, row INTEGER, PRIMARY KEY(ix, key, row)) WITHOUT ROWID`);
  }

  begin(): void {
    this.connection.exec('BEGIN');
    // SQLite takes the snapshot with the first read.
    this.rows('SELECT 1 FROM main.meta LIMIT 1');
  }

  /** Drops the snapshot and the changes; the view can begin anew. */
  end(): void {
    this.connection.exec('ROLLBACK');
    this.#entries.clear();
    this.#pending.clear();
  }

  close(): void {
    this.connection.close();
  }

  override entries(...args: Parameters<View['entries']>): Position[] {
    this.#settle(args[0]);
    return super.entries(...args);
  }

  override countEntries(...args: Parameters<View['countEntries']>): number {
    this.#settle(args[0]);
    return super.countEntries(...args);
  }

  override countUpTo(...args: Parameters<View['countUpTo']>): number {
    this.#settle(args[0]);
    return super.countUpTo(...args);
  }

  override rowsInAll(sets: EntriesOf[]): number[] {
    for (const { index } of sets) this.#settle(index);
    return super.rowsInAll(sets);
  }

  override countRows(sets: EntriesOf[]): number {
    for (const { index } of sets) this.#settle(index);
    return super.countRows(sets);
  }

  override at(...args: Parameters<View['at']>): number | undefined {
    this.#settle(args[0]);
    return super.at(...args);
  }

  override count(index: number): number {
    this.#settle(index);
    return super.count(index);
  }

  put(row: number, bytes: Buffer, _removed: Entry[], _added: Entry[], all: () => Entry[]): void {
    this.#set(row, bytes, all());
  }

  remove(row: number): void {
    this.#set(row, null, []);
  }

  #set(row: number, bytes: Buffer | null, entries: Entry[]): void {
    this.run('INSERT INTO temp.docs VALUES(?,?) ON CONFLICT(row) DO UPDATE SET doc=excluded.doc', row, bytes);
    for (const { index, key } of this.#entries.get(row) ?? []) {
      this.#settle(index);
      this.run('DELETE FROM temp.entries WHERE ix=? AND key=? AND row=?', index, key, row);
    }
    for (const { index, key } of entries) {
      const pending = this.#pending.get(index);
      if (pending) pending.push({ key, row });
      else this.#pending.set(index, [{ key, row }]);
    }
    this.#entries.set(row, entries);
  }

  /** Brings what is pending of an index into the table. */
  #settle(index: number): void {
    const pending = this.#pending.get(index);
    if (!pending) return;
    this.#pending.delete(index);
    for (const { key, row } of pending) this.run('INSERT OR IGNORE INTO temp.entries VALUES(?,?,?)', index, key, row);
  }

  changes(): OverlayRow[] {
    return this.rows('SELECT row, doc FROM temp.docs ORDER BY row').map(([row, doc]) => ({
      row: row as number,
      bytes: doc === null ? undefined : toBuffer(doc),
      entries: this.#entries.get(row as number) ?? [],
    }));
  }
}
