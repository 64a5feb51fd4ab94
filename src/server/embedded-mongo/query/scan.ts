import { decode } from '../bson/decode.ts';
import type { Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import type { IndexedDoc, KeyRange, Position, StoredDoc, View } from '../storage/view.ts';
import { type Stream, through } from '../streams.ts';
import type { Matcher } from './match.ts';
import type { IndexPlan, Plan } from './plan.ts';

/** A document found: its bytes, decoded when asked for. */
export class Hit implements StoredDoc {
  readonly row: number;
  readonly bytes: Buffer;
  #doc: Doc | undefined;

  constructor({ row, bytes }: StoredDoc) {
    this.row = row;
    this.bytes = bytes;
  }

  get doc(): Doc {
    return (this.#doc ??= decode(this.bytes));
  }

  /** Some top-level fields only, which is quicker than all. */
  fields(only: ReadonlySet<string> | undefined): Doc {
    return this.#doc ?? (only ? decode(this.bytes, only) : this.doc);
  }
}

/** Counts what a query had to look at. */
export interface Effort {
  keys: number;
  docs: number;
}

/** Bytes of documents fetched at once, about. */
const FETCH_BYTES = 256 * 1024;
const FIRST_FETCH = 16;
const MAX_FETCH = 512;

/** Adapts how many documents are fetched at once to their size. */
class FetchSize {
  #next = FIRST_FETCH;

  get next(): number {
    return this.#next;
  }

  seen(batch: StoredDoc[]): void {
    if (batch.length === 0) return;
    const average = batch.reduce((sum, item) => sum + item.bytes.length, 0) / batch.length;
    this.#next = Math.max(1, Math.min(MAX_FETCH, this.#next * 4, Math.floor(FETCH_BYTES / average)));
  }
}

/** The documents of a plan, each once. No SQLite statement stays open between two pulls. */
export function scan(
  view: View,
  collection: Collection,
  plan: Plan,
  effort: Effort = { keys: 0, docs: 0 },
): Stream<Hit> {
  const source = open(view, collection, plan, effort);
  return {
    pull() {
      if (collection.dropped) {
        throw new MongoError('QueryPlanKilled', `collection dropped. UUID ${collection.uuid.toString('hex')}`);
      }
      return source.pull();
    },
  };
}

function open(view: View, collection: Collection, plan: Plan, effort: Effort): Stream<Hit> {
  if (plan.kind === 'collection') return scanRows(view, collection, plan.reverse, effort);
  if (plan.kind === 'union') return once(chain(plan.plans.map((part) => () => open(view, collection, part, effort))));
  const ranges = plan.merge
    ? [mergeRanges(view, plan, effort)]
    : plan.ranges.map((range) => rangeOf(view, plan, range, effort));
  const hits = through(chain(ranges.map((range) => () => range)), (batch) => batch.map((item) => new Hit(item)));
  return plan.index.multikey.size > 0 ? once(hits) : hits;
}

function scanRows(view: View, collection: Collection, reverse: boolean, effort: Effort): Stream<Hit> {
  const size = new FetchSize();
  let from = collection.firstRow;
  let to = collection.endRow;
  return {
    pull() {
      const batch = view.docs(from, to, reverse, size.next);
      const last = batch.at(-1);
      if (!last) return undefined;
      if (reverse) to = last.row;
      else from = last.row + 1;
      size.seen(batch);
      effort.docs += batch.length;
      return batch.map((item) => new Hit(item));
    },
  };
}

function rangeOf(view: View, plan: IndexPlan, range: KeyRange, effort: Effort): Stream<IndexedDoc> {
  const size = new FetchSize();
  let position: Position | undefined;
  let done = false;
  return {
    pull() {
      if (done) return undefined;
      const wanted = size.next;
      const batch = view.indexed(plan.index.id, range, position, plan.reverse, wanted);
      done = batch.length < wanted;
      position = batch.at(-1) ?? position;
      size.seen(batch);
      effort.keys += batch.length;
      effort.docs += batch.length;
      return batch;
    },
  };
}

/** Ranges whose keys agree with the sort after their prefixes, merged by the rest of their keys. */
function mergeRanges(view: View, plan: IndexPlan, effort: Effort): Stream<IndexedDoc> {
  const lanes = plan.ranges.map((range, i) => ({
    source: rangeOf(view, plan, range, effort),
    prefix: plan.merge?.[i] ?? 0,
    queue: [] as IndexedDoc[],
    open: true,
  }));
  const sign = plan.reverse ? -1 : 1;
  const rest = (lane: (typeof lanes)[number]): Buffer => (lane.queue[0] as IndexedDoc).key.subarray(lane.prefix);
  return {
    pull() {
      const batch: IndexedDoc[] = [];
      while (batch.length < MAX_FETCH) {
        for (const lane of lanes) {
          while (lane.open && lane.queue.length === 0) {
            const next = lane.source.pull();
            if (next) lane.queue = next;
            else lane.open = false;
          }
        }
        const filled = lanes.filter((lane) => lane.queue.length > 0);
        if (filled.length === 0) return batch.length > 0 ? batch : undefined;
        const first = filled.reduce((a, b) => (Buffer.compare(rest(b), rest(a)) * sign < 0 ? b : a));
        batch.push(first.queue.shift() as IndexedDoc);
      }
      return batch;
    },
  };
}

/** One stream after another, each opened when its turn comes. */
export function chain<T>(sources: (() => Stream<T>)[]): Stream<T> {
  let at = 0;
  let current: Stream<T> | undefined;
  return {
    pull() {
      if (!current) {
        const next = sources[at++];
        if (!next) return undefined;
        current = next();
      }
      const batch = current.pull();
      if (batch) return batch;
      current = undefined;
      return at < sources.length ? [] : undefined;
    },
  };
}

/** Each row once. */
function once(source: Stream<Hit>): Stream<Hit> {
  const seen = new Set<number>();
  return through(source, (batch) =>
    batch.filter((hit) => {
      if (seen.has(hit.row)) return false;
      seen.add(hit.row);
      return true;
    }),
  );
}

/** Those documents that match. */
export function matching(source: Stream<Hit>, matcher: Matcher): Stream<Hit> {
  const { test, fields } = matcher;
  return through(source, (batch) => batch.filter((hit) => test(hit.fields(fields))));
}
