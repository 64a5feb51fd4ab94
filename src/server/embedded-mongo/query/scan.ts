import { decode } from '../bson/decode.ts';
import type { Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import type { EntriesOf, KeyRange, Position, StoredDoc, View } from '../storage/view.ts';
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
const MAX_FETCH = 128;

/** Adapts how many documents are fetched at once to their size. */
class FetchSize {
  next: number;

  constructor(first: number) {
    this.next = Math.min(MAX_FETCH, first);
  }

  seen(batch: StoredDoc[]): void {
    if (batch.length === 0) return;
    const average = batch.reduce((sum, item) => sum + item.bytes.length, 0) / batch.length;
    this.next = Math.max(1, Math.min(MAX_FETCH, this.next * 4, Math.floor(FETCH_BYTES / average)));
  }
}

/** How a plan is carried out. */
export interface ScanOptions {
  effort?: Effort;
  /** How many documents will probably be asked for. */
  expected?: number;
}

/** The documents of a plan, each once. No SQLite statement stays open between two pulls. */
export function scan(view: View, collection: Collection, plan: Plan, options: ScanOptions = {}): Stream<Hit> {
  const { effort = { keys: 0, docs: 0 }, expected = 16 } = options;
  const source = open({ view, collection, effort, expected }, plan);
  return { pull: () => (checkPresent(collection), source.pull()) };
}

/** Throws QueryPlanKilled when the collection has been dropped. */
export function checkPresent(collection: Collection): void {
  if (!collection.dropped) return;
  throw new MongoError('QueryPlanKilled', `collection dropped. UUID ${collection.uuid.toString('hex')}`);
}

interface Scan extends Required<ScanOptions> {
  view: View;
  collection: Collection;
}

function open(scan: Scan, plan: Plan): Stream<Hit> {
  if (plan.kind === 'collection') return scanRows(scan, plan.reverse);
  if (plan.kind === 'union') return once(chain(plan.plans.map((part) => () => open(scan, part))));
  if (plan.kind === 'conjunction') return scanConjunction(scan, plan.parts);
  return plan.index.multikey.size > 0 ? once(scanIndex(scan, plan)) : scanIndex(scan, plan);
}

function scanRows({ view, collection, effort, expected }: Scan, reverse: boolean): Stream<Hit> {
  const size = new FetchSize(expected);
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

/** Where a plan's entries lie. */
export const entriesOf = ({ index, ranges }: IndexPlan): EntriesOf => ({ index: index.id, ranges });

function scanConjunction({ view, effort, expected }: Scan, parts: IndexPlan[]): Stream<Hit> {
  const size = new FetchSize(expected);
  let rows: number[] | undefined;
  let at = 0;
  return {
    pull() {
      rows ??= view.rowsInAll(parts.map(entriesOf));
      if (at >= rows.length) return undefined;
      const batch = rows.slice(at, (at += size.next));
      const hits: Hit[] = [];
      for (const row of batch) {
        const bytes = view.doc(row);
        if (bytes) hits.push(new Hit({ row, bytes }));
      }
      size.seen(hits);
      effort.keys += batch.length;
      effort.docs += hits.length;
      return hits;
    },
  };
}

/** Entries wanted at once; the next ones, or undefined at the end. */
type Entries = (wanted: number) => Position[] | undefined;

function scanIndex({ view, effort, expected }: Scan, plan: IndexPlan): Stream<Hit> {
  const size = new FetchSize(expected);
  const entries = plan.merge ? merged(view, plan, plan.merge) : oneByOne(view, plan);
  return {
    pull() {
      const batch = entries(size.next);
      if (!batch) return undefined;
      const hits: Hit[] = [];
      for (const { row } of batch) {
        const bytes = view.doc(row);
        if (bytes) hits.push(new Hit({ row, bytes }));
      }
      size.seen(hits);
      effort.keys += batch.length;
      effort.docs += hits.length;
      return hits;
    },
  };
}

/** The entries of one range. */
function inRange(view: View, { index, reverse, lookup }: IndexPlan, range: KeyRange): Entries {
  let position: Position | undefined;
  let done = false;
  return (wanted) => {
    if (done) return undefined;
    if (lookup) {
      done = true;
      const row = view.at(index.id, range.lo);
      return row === undefined ? [] : [{ key: range.lo, row }];
    }
    const batch = view.entries(index.id, range, position, reverse, wanted);
    done = batch.length < wanted;
    position = batch.at(-1) ?? position;
    return batch;
  };
}

/** The entries of one range after another. */
function oneByOne(view: View, plan: IndexPlan): Entries {
  const ranges = plan.ranges.map((range) => inRange(view, plan, range));
  let at = 0;
  return (wanted) => {
    const found: Position[] = [];
    for (; at < ranges.length; at++) {
      const batch = ranges[at]?.(wanted - found.length);
      if (batch) found.push(...batch);
      if (found.length >= wanted) return found;
    }
    return found.length > 0 ? found : undefined;
  };
}

/** Ranges whose keys agree with the sort after their prefixes (of so many bytes), merged by the rest of their keys. */
function merged(view: View, plan: IndexPlan, prefixes: number[]): Entries {
  const lanes = plan.ranges.map((range, i) => ({
    more: inRange(view, plan, range),
    prefix: prefixes[i] ?? 0,
    queue: [] as Position[],
  }));
  const sign = plan.reverse ? -1 : 1;
  const rest = (lane: (typeof lanes)[number]): Buffer => (lane.queue[0] as Position).key.subarray(lane.prefix);
  return (wanted) => {
    const found: Position[] = [];
    while (found.length < wanted) {
      for (const lane of lanes) if (lane.queue.length === 0) lane.queue = lane.more(wanted) ?? [];
      const filled = lanes.filter(({ queue }) => queue.length > 0);
      if (filled.length === 0) break;
      const first = filled.reduce((a, b) => (Buffer.compare(rest(b), rest(a)) * sign < 0 ? b : a));
      found.push(first.queue.shift() as Position);
    }
    return found.length > 0 ? found : undefined;
  };
}

/** Entries counted by one pull. */
const COUNT_AT_ONCE = 20_000;

/** How many entries a plan's ranges hold, counted a part for each pull. */
export function countEntries(view: View, collection: Collection, { index, ranges }: IndexPlan): Stream<number> {
  let at = 0;
  let position: Position | undefined;
  return {
    pull() {
      checkPresent(collection);
      const range = ranges[at];
      if (!range) return undefined;
      const [last] = view.entries(index.id, range, position, false, 1, COUNT_AT_ONCE - 1);
      const count = last ? COUNT_AT_ONCE : view.countEntries(index.id, range, position);
      position = last;
      if (!last) at++;
      return [count];
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
