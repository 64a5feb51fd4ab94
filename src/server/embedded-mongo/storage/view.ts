import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** A stored document: its row (unique over all collections) and its BSON bytes. */
export interface StoredDoc {
  row: number;
  bytes: Buffer;
}

/** A document met through an index, with the key it was met at. */
export interface IndexedDoc extends StoredDoc {
  key: Buffer;
}

/** The keys `lo ≤ key < hi` of one index. */
export interface KeyRange {
  lo: Buffer;
  hi: Buffer;
}

/** Where in an index a scan stands: it goes on after this key and row. */
export interface Position {
  key: Buffer;
  row: number;
}

interface Sources {
  docs: string;
  entries: string;
}

/** Reads of the committed state, through one connection. */
export class View {
  protected readonly connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #sources: Sources;

  constructor(connection: DatabaseSync, sources: Sources = { docs: 'main.docs', entries: 'main.entries' }) {
    this.connection = connection;
    this.#sources = sources;
  }

  protected run(sql: string, ...values: SQLInputValue[]): void {
    this.#statement(sql).run(...values);
  }

  protected rows(sql: string, ...values: SQLInputValue[]): unknown[][] {
    return this.#statement(sql).all(...values) as unknown as unknown[][];
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  doc(row: number): Buffer | undefined {
    const found = this.rows(`SELECT doc FROM ${this.#sources.docs} WHERE row=?`, row)[0];
    return found && toBuffer(found[0]);
  }

  /** Up to `limit` documents with `from ≤ row < to`, in the order of rows (that of insertion). */
  docs(from: number, to: number, reverse: boolean, limit: number): StoredDoc[] {
    const order = reverse ? 'DESC' : 'ASC';
    const sql = `SELECT row, doc FROM ${this.#sources.docs} WHERE row>=? AND row<? ORDER BY row ${order} LIMIT ?`;
    return this.rows(sql, from, to, limit).map(([row, doc]) => ({ row: row as number, bytes: toBuffer(doc) }));
  }

  /** Up to `limit` documents of a range of an index, in key order, after (or reversed: before) a position. */
  indexed(index: number, range: KeyRange, after: Position | undefined, reverse: boolean, limit: number): IndexedDoc[] {
    const { docs, entries } = this.#sources;
    const where = reverse
      ? 'e.ix=? AND e.key>=? AND (e.key, e.row)<(?, ?)'
      : 'e.ix=? AND (e.key, e.row)>(?, ?) AND e.key<?';
    const order = reverse ? 'e.key DESC, e.row DESC' : 'e.key, e.row';
    const sql = `SELECT e.key, e.row, d.doc FROM ${entries} e CROSS JOIN ${docs} d ON d.row=e.row
      WHERE ${where} ORDER BY ${order} LIMIT ?`;
    const found = reverse
      ? this.rows(sql, index, range.lo, after?.key ?? range.hi, after?.row ?? -1, limit)
      : this.rows(sql, index, after?.key ?? range.lo, after?.row ?? -1, range.hi, limit);
    return found.map(([key, row, doc]) => ({ key: toBuffer(key), row: row as number, bytes: toBuffer(doc) }));
  }

  /** Up to `limit` positions of a range of an index, without the documents. */
  positions(index: number, range: KeyRange, after: Position | undefined, limit: number): Position[] {
    const sql = `SELECT e.key, e.row FROM ${this.#sources.entries} e
      WHERE e.ix=? AND (e.key, e.row)>(?, ?) AND e.key<? ORDER BY e.key, e.row LIMIT ?`;
    const found = this.rows(sql, index, after?.key ?? range.lo, after?.row ?? -1, range.hi, limit);
    return found.map(([key, row]) => ({ key: toBuffer(key), row: row as number }));
  }

  /** The rows that stand in an index under exactly this key. */
  at(index: number, key: Buffer, limit = 2): number[] {
    const sql = `SELECT e.row FROM ${this.#sources.entries} e WHERE e.ix=? AND e.key=? LIMIT ?`;
    return this.rows(sql, index, key, limit).map(([row]) => row as number);
  }

  /** How many entries an index has. */
  count(index: number): number {
    return Number(this.rows(`SELECT count(*) FROM ${this.#sources.entries} WHERE ix=?`, index)[0]?.[0] ?? 0);
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
    const [next] = this.rows('SELECT rowid, lo, hi, kind FROM garbage ORDER BY rowid LIMIT 1');
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

/** A transaction's view: a snapshot of the committed state under the transaction's own changes in temporary tables. */
export class OverlayView extends View implements WritableView {
  constructor(connection: DatabaseSync) {
    super(connection, OVERLAY);
    connection.exec(`CREATE TEMP TABLE docs(row INTEGER PRIMARY KEY, doc BLOB);
      CREATE TEMP TABLE entries(ix INTEGER, key BLOB, row INTEGER, PRIMARY KEY(ix, key, row)) WITHOUT ROWID;
      CREATE INDEX temp.entries_row ON entries(row)`);
  }

  begin(): void {
    this.connection.exec('BEGIN');
    // SQLite takes the snapshot with the first read.
    this.rows('SELECT 1 FROM main.meta LIMIT 1');
  }

  /** Drops the snapshot and the changes; the view can begin anew. */
  end(): void {
    this.connection.exec('ROLLBACK');
  }

  close(): void {
    this.connection.close();
  }

  put(row: number, bytes: Buffer, _removed: Entry[], _added: Entry[], all: () => Entry[]): void {
    this.#set(row, bytes);
    for (const entry of all())
      this.run('INSERT OR IGNORE INTO temp.entries VALUES(?,?,?)', entry.index, entry.key, row);
  }

  remove(row: number): void {
    this.#set(row, null);
  }

  #set(row: number, bytes: Buffer | null): void {
    this.run('INSERT INTO temp.docs VALUES(?,?) ON CONFLICT(row) DO UPDATE SET doc=excluded.doc', row, bytes);
    this.run('DELETE FROM temp.entries WHERE row=?', row);
  }

  changes(): OverlayRow[] {
    return this.rows('SELECT row, doc FROM temp.docs ORDER BY row').map(([row, doc]) => ({
      row: row as number,
      bytes: doc === null ? undefined : toBuffer(doc),
      entries: this.rows('SELECT ix, key FROM temp.entries WHERE row=?', row as number).map(([index, key]) => ({
        index: index as number,
        key: toBuffer(key),
      })),
    }));
  }
}
