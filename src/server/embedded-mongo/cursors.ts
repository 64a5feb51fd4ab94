import { MongoError } from './errors.ts';
import type { Transaction } from './storage/transactions.ts';
import { Pace, type Stream } from './streams.ts';

/** The most a reply's batch may take, in bytes. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** The most a batch takes when another may follow: a reply is put together in one go, and everyone waits meanwhile. */
const BATCH_BYTES = 1 * 1024 * 1024;
/** How long an idle cursor is kept, in milliseconds. */
const IDLE = 10 * 60_000;

export interface Batch {
  documents: Buffer[];
  /** Whether there is nothing more to come. */
  done: boolean;
  /** Change streams: where to resume after this batch. */
  resumeToken?: unknown;
}

/** What `getMore` asks for. */
export interface BatchRequest {
  /** Documents wanted at most. */
  size: number;
  /** Milliseconds: for a change stream how long to wait for events, else the time allowed; 0 for none. */
  maxTime: number;
  /** Nothing can be fetched after this batch. */
  only?: boolean;
}

/** Results held for a client that fetches them in batches. */
export interface Cursor {
  readonly ns: string;
  next(request: BatchRequest): Promise<Batch>;
  close(): void;
}

/** A cursor over a stream of encoded documents. */
export class StreamCursor implements Cursor {
  readonly ns: string;
  readonly #stream: Stream<Buffer>;
  #ready: Buffer[] = [];
  #ended = false;

  constructor(ns: string, stream: Stream<Buffer>) {
    this.ns = ns;
    this.#stream = stream;
  }

  async next({ size, maxTime, only = false }: BatchRequest): Promise<Batch> {
    const most = only ? MAX_BATCH_BYTES : BATCH_BYTES;
    const pace = new Pace(maxTime);
    const documents: Buffer[] = [];
    let bytes = 0;
    let at = 0;
    while (documents.length < size) {
      if (at === this.#ready.length) {
        at = 0;
        if (!(await this.#fill(pace))) break;
      }
      const document = this.#ready[at] as Buffer;
      bytes += document.length;
      if (documents.length > 0 && bytes > most) break;
      documents.push(document);
      at++;
    }
    this.#ready = this.#ready.slice(at);
    // Whether more is to come has to be known now: a cursor that is finished is not kept open.
    const done = size > 0 && this.#ready.length === 0 && !(await this.#fill(pace));
    return { documents, done };
  }

  /** Makes sure something is ready; false at the end. */
  async #fill(pace: Pace): Promise<boolean> {
    this.#ready = [];
    while (!this.#ended && this.#ready.length === 0) {
      const batch = this.#stream.pull();
      if (batch) this.#ready = batch;
      else this.#ended = true;
      await pace.breathe();
    }
    return this.#ready.length > 0;
  }

  close(): void {
    this.#ended = true;
    this.#ready = [];
  }
}

interface Held {
  cursor: Cursor;
  used: number;
  busy: boolean;
  session: string | undefined;
  transaction: Transaction | undefined;
}

/** All open cursors. */
export class Cursors {
  readonly #open = new Map<number, Held>();
  #next = Math.floor(Math.random() * 2 ** 40) + 1;

  /** Keeps a cursor; the id under which it can be fetched from. */
  add(cursor: Cursor, session?: Buffer, transaction?: Transaction): number {
    const id = this.#next++;
    const held = { cursor, used: Date.now(), busy: false, session: session?.toString('hex'), transaction };
    this.#open.set(id, held);
    void transaction?.ended.then(() => this.kill(id));
    return id;
  }

  /** The next batch of a cursor, which is closed when it was the last. Throws CursorNotFound. */
  async next(id: number, ns: string, request: BatchRequest, transaction?: Transaction): Promise<Batch> {
    const held = this.#open.get(id);
    if (!held) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    if (held.cursor.ns !== ns)
      throw new MongoError(
        'Unauthorized',
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${held.cursor.ns}`,
      );
    if (held.busy) throw new MongoError(292, `cursor id ${id} is already in use`);
    if (held.transaction && held.transaction !== transaction) {
      throw new MongoError(
        50740,
        `Cannot run getMore on cursor ${id}, which was created in a transaction, outside of it`,
      );
    }
    held.busy = true;
    try {
      const batch = await held.cursor.next(request);
      if (!this.#open.has(id)) throw new MongoError('CursorKilled', 'operation was interrupted: the cursor was killed');
      if (batch.done) this.kill(id);
      return batch;
    } catch (error) {
      this.kill(id);
      throw error;
    } finally {
      held.busy = false;
      held.used = Date.now();
    }
  }

  /** Closes a cursor; whether there was one. */
  kill(id: number): boolean {
    const held = this.#open.get(id);
    this.#open.delete(id);
    held?.cursor.close();
    return held !== undefined;
  }

  /** Closes what a session left open. */
  endSession(session: Buffer): void {
    const key = session.toString('hex');
    for (const [id, held] of this.#open) if (held.session === key) this.kill(id);
  }

  /** Closes cursors nobody has fetched from for long. */
  sweep(): void {
    const limit = Date.now() - IDLE;
    for (const [id, held] of this.#open) if (!held.busy && held.used < limit) this.kill(id);
  }

  get count(): number {
    return this.#open.size;
  }

  close(): void {
    for (const id of [...this.#open.keys()]) this.kill(id);
  }
}
