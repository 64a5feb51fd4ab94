import { Long, Timestamp } from 'bson';
import { parseStages, compilePipeline } from '../aggregate/pipeline.ts';
import { decode, encode } from '../bson/decode.ts';
import { keyOf } from '../bson/keys.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import type { Batch, BatchRequest, Cursor } from '../cursors.ts';
import type { Engine } from '../engine.ts';
import { MongoError } from '../errors.ts';
import { type Images, type LoggedChange, positionOf, timestampOf } from '../storage/changes.ts';
import { drainNow, fromArray } from '../streams.ts';
import { checkOptions, checkStages } from './change-stream-spec.ts';
import { pipelineContext } from './pipeline-context.ts';
import { type CommandContext, countField, docField } from './context.ts';
import { openCursor } from './read-commands.ts';

/** Events read from the log at once. */
const READ = 256;
/** How long a `getMore` without `maxTimeMS` waits for an event, in milliseconds. */
const DEFAULT_WAIT = 1000;

/** Where a stream stands: after an event, and whether that ended the stream it was seen on. */
interface ResumePoint {
  at: number;
  invalidate: boolean;
}

function tokenOf({ at, invalidate }: ResumePoint): Doc {
  return { _data: `${at.toString(16).toUpperCase().padStart(16, '0')}${invalidate ? 'FF' : '00'}` };
}

function readToken(token: unknown, option: string): ResumePoint {
  const data = isDoc(token) ? token._data : undefined;
  if (typeof data === 'string' && /^[0-9A-F]{18}$/i.test(data)) {
    return { at: parseInt(data.slice(0, 16), 16), invalidate: data.endsWith('FF') };
  }
  throw new MongoError(50811, `${option}: invalid resume token`);
}

/** Answers an `aggregate` whose first stage is `$changeStream`. */
export async function openChangeStream(
  context: CommandContext,
  ns: string,
  collection: string | undefined,
  stages: Doc[],
): Promise<Doc> {
  if (context.transaction)
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      'Stage $changeStream is not allowed within a multi-document transaction',
    );
  const cursor = new ChangeStream(context, ns, collection, stages);
  return openCursor(context, cursor, countField(docField(context.command, 'cursor'), 'batchSize') ?? 101);
}

/** A cursor over the log of changes that waits for new ones. */
class ChangeStream implements Cursor {
  readonly ns: string;
  readonly #engine: Engine;
  readonly #collection: string | undefined;
  readonly #db: string;
  readonly #options: Doc;
  readonly #transform: ((events: Doc[]) => Doc[]) | undefined;
  readonly #connection: CommandContext['connection'];
  #at: number;
  #invalidated = false;
  #closed = false;
  #opened = false;
  #wake: (() => void) | undefined;

  constructor(context: CommandContext, ns: string, collection: string | undefined, stages: Doc[]) {
    const [first = {}, ...rest] = stages;
    this.ns = ns;
    this.#engine = context.engine;
    this.#connection = context.connection;
    this.#collection = collection;
    this.#db = context.db;
    this.#options = checkOptions(first.$changeStream);
    this.#at = start(context.engine, this.#options);
    if (rest.length > 0) {
      checkStages(rest);
      const run = compilePipeline(parseStages(rest), pipelineContext(context));
      this.#transform = (events) => drainNow(run(fromArray(events)));
    }
  }

  async next({ size, maxTime }: BatchRequest): Promise<Batch> {
    if (!this.#opened) {
      // The first answer comes at once.
      this.#opened = true;
      return this.#batch(this.#read(size));
    }
    const until = Date.now() + (maxTime > 0 ? maxTime : DEFAULT_WAIT);
    for (;;) {
      const documents = this.#read(size);
      const left = until - Date.now();
      if (documents.length > 0 || this.#invalidated || this.#closed || this.#connection.closed || left <= 0) {
        return this.#batch(documents);
      }
      if (this.#at >= this.#engine.changes.durable) await this.#wait(left);
      else await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  #batch(documents: Buffer[]): Batch {
    const resumeToken = tokenOf({ at: this.#at, invalidate: this.#invalidated });
    return { documents, done: this.#invalidated, resumeToken };
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stop();
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      const stop = this.#engine.changes.wait(done);
      this.#wake = done;
    });
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** The next events that concern this stream, at most `size`. */
  #read(size: number): Buffer[] {
    const found: Buffer[] = [];
    if (size === 0) return found;
    const { changes } = this.#engine;
    if (this.#at < changes.floor) throw historyLost();
    const own = this.#options.allChangesForCluster !== true && this.#collection !== undefined;
    const logged = changes.after(this.#at, READ, own ? `${this.#db}.${this.#collection}` : undefined);
    for (const change of logged) {
      this.#at = change.at;
      for (const event of this.#events(change)) {
        const [shown] = this.#transform ? this.#transform([event]) : [event];
        if (!shown) continue;
        if (!isDoc(shown._id) || shown._id._data !== (event._id as Doc)._data) throw tokenLost();
        found.push(encode(shown));
      }
      if (this.#invalidated || found.length >= size) return found;
    }
    // What is left concerns others.
    if (logged.length < READ) this.#at = Math.max(this.#at, changes.durable);
    return found;
  }

  #events(change: LoggedChange): Doc[] {
    const [db = '', ...rest] = change.ns.split('.');
    const name = rest.join('.');
    if (!this.#concerns(db, name)) return [];
    const expanded = this.#options.showExpandedEvents === true;
    const events: Doc[] = [];
    const shown = EXPANDED.has(change.op) ? expanded : true;
    const whole = this.#collection === undefined;
    if (shown && !(change.op === 'dropDatabase' && !whole)) events.push(this.#describe(change, db, name));
    if (this.#ends(change)) {
      this.#invalidated = true;
      const at = timestampOf(change.at);
      events.push({
        _id: tokenOf({ at: change.at, invalidate: true }),
        operationType: 'invalidate',
        clusterTime: at,
        wallTime: wallTime(at),
      });
    }
    return events;
  }

  #concerns(db: string, name: string): boolean {
    if (this.#options.allChangesForCluster === true) return true;
    if (db !== this.#db) return false;
    return this.#collection === undefined || this.#collection === name;
  }

  /** A collection's stream ends with its collection, a database's with its database. */
  #ends({ op }: LoggedChange): boolean {
    if (this.#options.allChangesForCluster === true) return false;
    return this.#collection === undefined ? op === 'dropDatabase' : op === 'drop' || op === 'rename';
  }

  #describe(change: LoggedChange, db: string, coll: string): Doc {
    const txn = change.txn && decode(change.txn);
    const clusterTime = timestampOf(txn ? Number(txn.at) : change.at);
    const body = change.body && decode(change.body);
    const event: Doc = {
      _id: tokenOf({ at: change.at, invalidate: false }),
      operationType: change.op,
      clusterTime,
      wallTime: wallTime(clusterTime),
    };
    if (change.op === 'insert' || change.op === 'replace') event.fullDocument = body;
    if (change.op === 'update') {
      const { disambiguatedPaths: _, ...description } = body ?? {};
      event.updateDescription = description;
      const wanted = this.#options.fullDocument;
      if (wanted === 'updateLookup') event.fullDocument = this.#current(change);
      else if (wanted !== undefined && wanted !== 'default') event.fullDocument = this.#image(change, 'after', wanted);
    }
    const before = this.#options.fullDocumentBeforeChange;
    if (before !== undefined && before !== 'off' && CHANGING.has(change.op)) {
      event.fullDocumentBeforeChange = this.#image(change, 'before', before);
    }
    event.ns = change.op === 'dropDatabase' ? { db } : { db, coll };
    if (change.op === 'rename') {
      const [toDb, ...to] = String(body?.to).split('.');
      event.to = { db: toDb, coll: to.join('.') };
    }
    if (this.#options.showExpandedEvents === true) {
      const collection = this.#engine.catalog.get(change.ns);
      if (collection) event.collectionUUID = collection.uuid;
    }
    if (change.key) event.documentKey = decode(change.key);
    if (txn) {
      event.txnNumber = Long.fromNumber(Number(txn.txnNumber));
      event.lsid = { id: txn.lsid };
    }
    return event;
  }

  /** The document before or after a change as it was kept; null when it was not, or an error where it is required. */
  #image({ at }: LoggedChange, which: keyof Images, wanted: unknown): Doc | null {
    const bytes = this.#engine.changes.images(at)[which];
    if (bytes) return decode(bytes);
    if (wanted !== 'required') return null;
    throw new MongoError(
      'NoMatchingDocument',
      `Change stream was configured to require a ${which === 'before' ? 'pre' : 'post'}-image for all update, delete and replace events, but the image was not found`,
      {},
      ['NonResumableChangeStreamError'],
    );
  }

  /** The document as it is now; null when it is gone. */
  #current({ ns, key }: LoggedChange): Doc | null {
    const collection = this.#engine.catalog.get(ns);
    if (!collection || !key) return null;
    const index = collection.indexes[0] as { id: number };
    const row = this.#engine.view.at(index.id, keyOf(decode(key)._id));
    const bytes = row === undefined ? undefined : this.#engine.view.doc(row);
    return bytes ? decode(bytes) : null;
  }
}

/** What happens to a document that was there before. */
const CHANGING = new Set(['update', 'replace', 'delete']);
const EXPANDED = new Set(['create', 'createIndexes', 'dropIndexes', 'modify']);

function start(engine: Engine, options: Doc): number {
  const { resumeAfter, startAfter, startAtOperationTime } = options;
  if (startAtOperationTime !== undefined) {
    if (!(startAtOperationTime instanceof Timestamp))
      throw new MongoError('TypeMismatch', "'startAtOperationTime' must be a timestamp");
    const at = positionOf(startAtOperationTime) - 1;
    if (at < engine.changes.floor) throw historyLost();
    return at;
  }
  const token = resumeAfter ?? startAfter;
  if (token === undefined) return engine.changes.last;
  const point = readToken(token, resumeAfter === undefined ? 'startAfter' : 'resumeAfter');
  if (point.invalidate && resumeAfter !== undefined) {
    throw new MongoError(
      'InvalidResumeToken',
      "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
    );
  }
  if (point.at < engine.changes.floor) throw historyLost();
  return point.at;
}

function historyLost(): MongoError {
  const message = 'Resume of change stream was not possible, as the resume point may no longer be in the oplog.';
  return new MongoError('ChangeStreamHistoryLost', message, {}, ['NonResumableChangeStreamError']);
}

function tokenLost(): MongoError {
  const message =
    'Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point. Only transformations that retain the unmodified _id field are allowed.';
  return new MongoError('ChangeStreamFatalError', message, {}, ['NonResumableChangeStreamError']);
}

function wallTime(time: Timestamp): Date {
  return new Date(time.t * 1000);
}
