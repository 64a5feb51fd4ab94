import type { StatementSync } from 'node:sqlite';
import { Timestamp } from 'bson';
import { encode } from '../bson/decode.ts';
import type { Doc } from '../bson/values.ts';
import { toBuffer } from './view.ts';
import type { Database } from './database.ts';

export type ChangeOperation =
  | 'insert'
  | 'update'
  | 'replace'
  | 'delete'
  | 'drop'
  | 'dropDatabase'
  | 'rename'
  | 'create'
  | 'createIndexes'
  | 'dropIndexes'
  | 'modify';

/** What happened to a document or a collection. */
export interface ChangeEvent {
  op: ChangeOperation;
  ns: string;
  /** `{_id}` of the document. */
  key?: Buffer | undefined;
  /** insert and replace: the document; update: its `{updatedFields, …}`; else what belongs to the operation. */
  body?: Buffer | undefined;
  /** The document before and after it changed, where its collection has such images kept. */
  images?: Images | undefined;
}

export interface Images {
  before?: Buffer | undefined;
  after?: Buffer | undefined;
}

/** A logged event: when (see `timestampOf`) and, in a transaction, `{lsid, txnNumber, at}`. */
export interface LoggedChange extends ChangeEvent {
  at: number;
  txn: Buffer | undefined;
}

const PER_SECOND = 2 ** 20;
/** Events kept at least, and removed at most in one go. */
const KEPT = 50_000;
const PRUNED = 2_000;
/** The number of events, kept in the file while nobody has it open. */
const COUNT = 'changesCount';

/** The cluster time of an event: seconds and a counter within the second, packed into one safe integer. */
export function timestampOf(at: number): Timestamp {
  return new Timestamp({ t: Math.floor(at / PER_SECOND), i: at % PER_SECOND });
}

/** The reverse of `timestampOf`. */
export function positionOf(time: Timestamp): number {
  return time.t * PER_SECOND + Math.min(time.i, PER_SECOND - 1);
}

/** The log of changes: written with them in one SQLite transaction, read by change streams. */
export class ChangeLog {
  /** The time of the last event; grows over restarts and clocks set back. */
  last: number;
  /** The time of the last event that is on disk; later ones are shown to nobody yet. */
  durable: number;
  /** Everything up to here may have been pruned. */
  floor: number;
  readonly #waiting = new Set<() => void>();
  readonly #database: Database;
  #count: number;
  readonly #insert: StatementSync;
  readonly #keep: StatementSync;
  readonly #select: StatementSync;
  readonly #selectOf: StatementSync;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.main.prepare('INSERT INTO changes VALUES(?,?,?,?,?,?)');
    this.#keep = database.main.prepare('INSERT INTO images VALUES(?,?,?)');
    const fields = 'SELECT at, op, ns, key, body, txn FROM changes';
    this.#select = database.main.prepare(`${fields} WHERE at>? AND at<=? ORDER BY at LIMIT ?`);
    this.#selectOf = database.main.prepare(`${fields} WHERE at>? AND at<=? AND ns=? ORDER BY at LIMIT ?`);
    const last = database.main.prepare('SELECT max(at) AS last FROM changes').get()?.last;
    this.floor = this.#pruned();
    this.last = Math.max(Number(last ?? 0), this.floor);
    this.#count = Number(database.meta(COUNT) ?? this.#counted());
    // Counting means reading the whole log: after an orderly end it is not needed, after another the number would be wrong.
    database.setMeta(COUNT, null);
    if (this.last === 0) this.last = Math.floor(Date.now() / 1000) * PER_SECOND;
    this.durable = this.last;
  }

  #counted(): number {
    return Number(this.#database.main.prepare('SELECT count(*) AS count FROM changes').get()?.count);
  }

  #pruned(): number {
    return Number(this.#database.meta('changesFloor') ?? 0);
  }

  /** Takes back what was appended and pruned in a transaction that did not become durable. */
  rolledBack(): void {
    this.floor = this.#pruned();
    this.#count = this.#counted();
  }

  /** Leaves word for the next start. */
  close(): void {
    this.#database.leave(COUNT, this.#count);
  }

  /** A time after all given out so far. */
  tick(): number {
    this.last = Math.max(this.last + 1, Math.floor(Date.now() / 1000) * PER_SECOND + 1);
    return this.last;
  }

  /** Writes events; inside the writer's transaction. */
  append(events: ChangeEvent[], txn?: Doc): void {
    if (events.length === 0) return;
    const at = this.tick();
    const origin = txn ? encode({ ...txn, at }) : null;
    events.forEach((event, i) => {
      const { op, ns, key = null, body = null, images } = event;
      const when = i === 0 ? at : this.tick();
      this.#insert.run(when, op, ns, key, body, origin);
      if (images) this.#keep.run(when, images.before ?? null, images.after ?? null);
    });
    this.#count += events.length;
    if (this.#count > KEPT + PRUNED) this.#prune();
  }

  #prune(): void {
    const main = this.#database.main;
    const end = main.prepare('SELECT at FROM changes ORDER BY at LIMIT 1 OFFSET ?').get(this.#count - KEPT)?.at;
    if (typeof end !== 'number') return;
    this.#count -= Number(main.prepare('DELETE FROM changes WHERE at<?').run(end).changes);
    main.prepare('DELETE FROM images WHERE at<?').run(end);
    this.floor = end - 1;
    this.#database.setMeta('changesFloor', this.floor);
  }

  /** Up to `limit` events after a time that are on disk, in order: of one namespace, or of all. */
  after(at: number, limit: number, ns?: string): LoggedChange[] {
    const found =
      ns === undefined ? this.#select.all(at, this.durable, limit) : this.#selectOf.all(at, this.durable, ns, limit);
    return found.map((row) => ({
      at: Number(row.at),
      op: row.op as ChangeOperation,
      ns: String(row.ns),
      key: row.key ? toBuffer(row.key) : undefined,
      body: row.body ? toBuffer(row.body) : undefined,
      txn: row.txn ? toBuffer(row.txn) : undefined,
    }));
  }

  /** What was kept of the document an event changed. */
  images(at: number): Images {
    const row = this.#database.main.prepare('SELECT before, after FROM images WHERE at=?').get(at);
    return {
      before: row?.before ? toBuffer(row.before) : undefined,
      after: row?.after ? toBuffer(row.after) : undefined,
    };
  }

  /** Calls `wake` once when the next events are on disk; the returned function takes that back. */
  wait(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  /** What was logged is on disk: wakes all who wait. */
  reached(): void {
    this.durable = this.last;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
