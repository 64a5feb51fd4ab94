import { decode } from '../bson/decode.ts';
import { MongoError } from '../errors.ts';
import type { Catalog, Collection, Index } from './catalog.ts';
import type { ChangeEvent } from './changes.ts';
import { type Claimant, type Conflicts, writeConflict } from './conflicts.ts';
import type { Database } from './database.ts';
import { type Claim, entriesOf, refuseDuplicate, type Target, without } from './records.ts';
import type { SessionRecord, Sessions } from './sessions.ts';
import { OverlayView, type Entry, type OverlayRow } from './view.ts';
import type { Unit, Writer } from './writer.ts';

/** The most a transaction may write, in bytes of documents. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Milliseconds a client whose connection went has to come back. */
const RECONNECT = 2000;
/** Snapshot connections kept for the next transactions. */
const IDLE_VIEWS = 4;

/** Who talks: the client's connection, so that its transactions end with it. */
export type Owner = object;

/** An open multi-document transaction: a snapshot, its own writes over it, and what it has claimed. */
export class Transaction implements Target, Claimant {
  readonly view: OverlayView;
  readonly session: Buffer;
  readonly txnNumber: number;
  readonly snapshot: number;
  /** Indexes with this id or a higher one were made after it began: not all its changes have entries for them. */
  readonly laterIndexes: number;
  readonly ended: Promise<void>;
  readonly events: ChangeEvent[] = [];
  /** The connection that used it last. */
  owner: Owner;
  /** Collections made in it, which nobody else sees before it commits. */
  readonly created = new Map<string, Collection>();
  settle: () => void = () => undefined;
  timer: NodeJS.Timeout | undefined;
  /** When it is aborted at the latest (milliseconds since 1970). */
  expires = 0;
  readonly #conflicts: Conflicts;
  readonly #catalog: Catalog;
  #bytes = 0;

  constructor(
    view: OverlayView,
    session: Buffer,
    txnNumber: number,
    owner: Owner,
    conflicts: Conflicts,
    catalog: Catalog,
  ) {
    this.view = view;
    this.session = session;
    this.txnNumber = txnNumber;
    this.owner = owner;
    this.snapshot = conflicts.commit;
    this.laterIndexes = catalog.upcomingId;
    this.#conflicts = conflicts;
    this.#catalog = catalog;
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  claim(what: Claim): void {
    this.#conflicts.claim(this, what);
  }

  multikey(collection: Collection, index: Index, path: string): void {
    index.multikey.add(path);
    if (!this.created.has(collection.ns)) this.#catalog.dirty.add(collection);
  }

  emit(event: ChangeEvent): void {
    this.#bytes += event.body?.length ?? 64;
    if (this.#bytes > MAX_BYTES) {
      throw new MongoError('TransactionTooLarge', `the transaction writes more than ${MAX_BYTES} bytes`);
    }
    this.events.push(event);
  }
}

/** An entry a commit adds to an index. */
interface FreshEntry {
  collection: Collection;
  index: Index;
  entry: Entry;
  row: number;
  bytes: Buffer | undefined;
}

const inOrder = (one: FreshEntry, other: FreshEntry): number =>
  one.index.id - other.index.id || one.entry.key.compare(other.entry.key);

/** Begins, finds and ends transactions; one per session. */
export class Transactions {
  readonly #open = new Map<string, Transaction>();
  readonly #idle: OverlayView[] = [];
  readonly #database: Database;
  readonly #catalog: Catalog;
  readonly #conflicts: Conflicts;
  readonly #writer: Writer;
  readonly #sessions: Sessions;
  readonly #lifetime: number;

  constructor(
    database: Database,
    catalog: Catalog,
    conflicts: Conflicts,
    writer: Writer,
    sessions: Sessions,
    lifetime: number,
  ) {
    this.#database = database;
    this.#catalog = catalog;
    this.#conflicts = conflicts;
    this.#writer = writer;
    this.#sessions = sessions;
    this.#lifetime = lifetime;
  }

  /** Starts a session's next transaction with a snapshot of now; an older open one of that session is aborted. */
  begin(session: Buffer, txnNumber: number, owner: Owner): Transaction {
    const key = session.toString('hex');
    const open = this.#open.get(key);
    if (open && open.txnNumber >= txnNumber) throw tooOld(txnNumber, open.txnNumber);
    if (open) this.abort(open);
    if (this.#sessions.find(session, txnNumber)) throw tooOld(txnNumber, txnNumber);
    const view = this.#idle.pop() ?? new OverlayView(this.#database.connect());
    view.begin();
    const transaction = new Transaction(view, session, txnNumber, owner, this.#conflicts, this.#catalog);
    this.#conflicts.open(transaction);
    this.#open.set(key, transaction);
    transaction.expires = Date.now() + this.#lifetime;
    transaction.timer = setTimeout(() => this.abort(transaction), this.#lifetime);
    return transaction;
  }

  /** The session's open transaction of this number; throws NoSuchTransaction. */
  get(session: Buffer, txnNumber: number, owner: Owner): Transaction {
    const open = this.#open.get(session.toString('hex'));
    if (open?.txnNumber === txnNumber) {
      if (open.owner !== owner) this.#adopt(open, owner);
      return open;
    }
    if (open && open.txnNumber > txnNumber) throw tooOld(txnNumber, open.txnNumber);
    const record = this.#sessions.find(session, txnNumber);
    if (record?.committed) throw new MongoError('TransactionCommitted', `Transaction ${txnNumber} has been committed.`);
    throw noSuch(txnNumber);
  }

  #adopt(transaction: Transaction, owner: Owner): void {
    transaction.owner = owner;
    clearTimeout(transaction.timer);
    const left = Math.max(0, transaction.expires - Date.now());
    transaction.timer = setTimeout(() => this.abort(transaction), left);
  }

  /** Makes a transaction durable; a commit repeated after success succeeds again. */
  async commit(session: Buffer, txnNumber: number): Promise<void> {
    const open = this.#open.get(session.toString('hex'));
    if (open?.txnNumber !== txnNumber) {
      if (this.#sessions.find(session, txnNumber)?.committed) return;
      throw noSuch(txnNumber);
    }
    this.#open.delete(session.toString('hex'));
    clearTimeout(open.timer);
    const changes = open.view.changes();
    try {
      await this.#writer.run((unit) => {
        this.#register(unit, open);
        this.#apply(unit, changes, open.laterIndexes);
        unit.events.push(...open.events);
        unit.origin = { session, txnNumber };
        const record: SessionRecord = { txnNumber, committed: true };
        this.#sessions.remember(session, record);
      });
      this.#end(open, true);
    } catch (error) {
      this.#end(open, false);
      throw error;
    }
  }

  /** Brings the collections it made into the catalog; another client's of the same name in between is a write conflict. */
  #register(unit: Unit, { created }: Transaction): void {
    for (const [ns, collection] of created) {
      if (this.#catalog.get(ns)) throw writeConflict();
      this.#catalog.add(collection);
      unit.onRollback(() => {
        collection.dropped = true;
        this.#catalog.collections.delete(ns);
      });
      unit.emit({ op: 'create', ns });
    }
  }

  /** Brings the overlay into the file. What it touches was claimed, so nobody else has changed it meanwhile. */
  #apply(unit: Unit, changes: OverlayRow[], laterIndexes: number): void {
    const fresh: FreshEntry[] = [];
    for (const { row, bytes, entries } of changes) {
      const collection = this.#catalog.ofRow(row);
      if (!collection) throw new MongoError('NamespaceNotFound', 'a collection was dropped during the transaction');
      const oldBytes = unit.view.doc(row);
      const old = oldBytes && decode(oldBytes);
      const byIndex = Map.groupBy(entries, ({ index }) => index);
      for (const index of collection.indexes) {
        const before = old ? entriesOf(index, old) : [];
        const known = index.id < laterIndexes;
        const after = known ? (byIndex.get(index.id) ?? []) : bytes ? entriesOf(index, decode(bytes)) : [];
        for (const entry of without(before, after)) unit.view.removeEntry(entry, row);
        for (const entry of without(after, before)) fresh.push({ collection, index, entry, row, bytes });
      }
      if (bytes) unit.view.put(row, bytes, [], []);
      else unit.view.remove(row, []);
    }
    // Entries are added after all removals: documents may have exchanged unique values. In their order they lie together.
    for (const { collection, index, entry, row, bytes } of fresh.sort(inOrder)) {
      if (index.unique && bytes) refuseDuplicate(unit.view, collection, index, decode(bytes), entry, row);
      unit.view.addEntry(entry, row);
    }
  }

  /** Ends a transaction without a trace. */
  abort(transaction: Transaction): void {
    const key = transaction.session.toString('hex');
    if (this.#open.get(key) !== transaction) return;
    this.#open.delete(key);
    clearTimeout(transaction.timer);
    this.#end(transaction, false);
  }

  #end(transaction: Transaction, committed: boolean): void {
    transaction.view.end();
    if (this.#idle.length < IDLE_VIEWS) this.#idle.push(transaction.view);
    else transaction.view.close();
    this.#conflicts.close(transaction, committed);
    transaction.settle();
  }

  /** Aborts the transactions of sessions that ended. */
  endSession(session: Buffer): void {
    const open = this.#open.get(session.toString('hex'));
    if (open) this.abort(open);
  }

  /**
   * Aborts the transactions of a connection that is gone, after a moment in which the client may go on with them on
   * another connection (as drivers do that repeat a commit).
   */
  endOwner(owner: Owner): void {
    for (const open of [...this.#open.values()]) {
      if (open.owner !== owner) continue;
      clearTimeout(open.timer);
      open.timer = setTimeout(() => this.abort(open), RECONNECT);
    }
  }

  /** The open transactions' collections may not be dropped or indexed under them. */
  get openCount(): number {
    return this.#open.size;
  }

  abortAll(): void {
    for (const open of [...this.#open.values()]) this.abort(open);
  }

  close(): void {
    this.abortAll();
    for (const view of this.#idle.splice(0)) view.close();
  }
}

function noSuch(txnNumber: number): MongoError {
  const message = `Given transaction number ${txnNumber} does not match any in-progress transactions.`;
  return new MongoError('NoSuchTransaction', message, {}, ['TransientTransactionError']);
}

function tooOld(txnNumber: number, active: number): MongoError {
  return new MongoError('TransactionTooOld', `Cannot start transaction ${txnNumber}: ${active} has already started`);
}
