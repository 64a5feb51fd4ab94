import { compare, type StringOrder } from '../bson/compare.ts';
import { toInteger } from '../bson/numbers.ts';
import { joinedKey } from '../bson/keys.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { keyValues } from '../paths.ts';
import { collected, drainNow, fromIterator, slice, type Stream, through } from '../streams.ts';
import type { SortSpec } from './plan.ts';

/** The memory a sort may take, in bytes (MongoDB's limit for a blocking stage). */
const MAX_BYTES = 100 * 1024 * 1024;

/** Reads a sort `{field: 1 | -1}`; throws BadValue for anything else. */
export function parseSort(sort: unknown): SortSpec | undefined {
  if (sort === undefined || sort === null) return undefined;
  if (!isDoc(sort)) throw new MongoError('TypeMismatch', "Expected field 'sort' to be of type object");
  const spec = Object.entries(sort).map(([field, value]): [string, 1 | -1] => {
    if (isDoc(value)) unsupported('sorting by $meta');
    const direction = toInteger(value);
    if (direction !== 1 && direction !== -1) {
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return [field, direction];
  });
  return spec.length > 0 ? spec : undefined;
}

/** The values a document is sorted by: of an array the least (ascending) or the greatest element. */
export function sortValues(doc: Doc, spec: readonly SortField[], strings?: StringOrder): unknown[] {
  return spec.map(({ path, direction }) => {
    const { values } = keyValues(doc, path);
    if (values.length === 1) return values[0];
    return values.reduce((best, value) => (compare(value, best, strings) * direction < 0 ? value : best));
  });
}

export interface SortField {
  path: string[];
  direction: 1 | -1;
}

export function sortFields(spec: SortSpec): SortField[] {
  return spec.map(([name, direction]) => ({ path: name.split('.'), direction }));
}

/** The top-level fields a sort reads. */
export function fieldsOfSort(spec: SortSpec): Set<string> {
  return new Set(spec.map(([name]) => name.split('.')[0] as string));
}

/** A document's place in an order: bytes of an index key as latin1, or under a collation the values themselves. */
type SortKey = string | unknown[];

/** An order of documents. */
export interface Order {
  keyOf: (doc: Doc) => SortKey;
  compare: (a: SortKey, b: SortKey) => number;
}

/** The order of a sort. */
export function orderOf(spec: SortSpec, strings?: StringOrder): Order {
  const fields = sortFields(spec);
  const directions = fields.map(({ direction }) => direction);
  if (!strings) {
    return {
      keyOf: (doc) => joinedKey(sortValues(doc, fields), directions).toString('latin1'),
      compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    };
  }
  return {
    keyOf: (doc) => sortValues(doc, fields, strings),
    compare: (a, b) => directions.reduce((order, direction, i) => order || compare(a[i], b[i], strings) * direction, 0),
  };
}

interface Keyed<T> {
  item: T;
  key: SortKey;
  at: number;
}

/** Roughly what is kept of an item besides itself, in bytes. */
const OVERHEAD = 200;
/** Items sorted at once; more are merged as they are asked for. */
const RUN = 2000;

/**
 * Sorts a stream, stably. With a `limit` only so many are kept at a time. Throws when the sort would take more than 100 MB.
 * @param docOf the document to sort an item by @param sizeOf an item's size in bytes
 */
export function sorted<T>(
  source: Stream<T>,
  order: Order,
  limit: number,
  docOf: (item: T) => Doc,
  sizeOf: (item: T) => number,
): Stream<T> {
  const by = (a: Keyed<T>, b: Keyed<T>): number => order.compare(a.key, b.key) || a.at - b.at;
  const weigh = ({ item, key }: Keyed<T>): number => sizeOf(item) + key.length + OVERHEAD;
  let runs: Keyed<T>[][] = [];
  let run: Keyed<T>[] = [];
  let bytes = 0;
  let count = 0;
  /** Sorts the run, of which no more than the limit can be among the first. */
  const settle = (): void => {
    run.sort(by);
    if (limit > 0) for (const left of run.splice(limit)) bytes -= weigh(left);
    runs.push(run);
    run = [];
    const kept = runs.reduce((sum, { length }) => sum + length, 0);
    if (limit === 0 || kept < 2 * limit + RUN) return;
    runs = [drainNow(slice(fromIterator(mergeAll(runs, by)), 0, limit))];
    bytes = runs.flat().reduce((sum, keyed) => sum + weigh(keyed), 0);
  };
  const take = (batch: T[]): void => {
    for (const item of batch) {
      const keyed = { item, key: order.keyOf(docOf(item)), at: count++ };
      run.push(keyed);
      bytes += weigh(keyed);
      if (run.length === RUN) settle();
    }
    if (bytes > MAX_BYTES) tooMuch();
  };
  return collected(source, take, () => {
    settle();
    const ordered = through(fromIterator(mergeAll(runs, by)), (batch) => batch.map(({ item }) => item));
    return slice(ordered, 0, limit);
  });
}

type Comparison<T> = (a: T, b: T) => number;

/** Ordered sequences as one, merged by twos. */
function mergeAll<T>(sequences: T[][], by: Comparison<T>): Iterator<T> {
  const waiting: Iterator<T>[] = sequences.map((each) => each.values());
  for (;;) {
    const [a, b] = waiting.splice(0, 2);
    if (!a || !b) return a ?? [].values();
    waiting.push(merge(a, b, by));
  }
}

function* merge<T>(a: Iterator<T>, b: Iterator<T>, by: Comparison<T>): Generator<T> {
  let [x, y] = [a.next(), b.next()];
  while (!x.done || !y.done) {
    if (y.done || (!x.done && by(x.value, y.value) < 0)) {
      yield x.value as T;
      x = a.next();
    } else {
      yield y.value;
      y = b.next();
    }
  }
}

function tooMuch(): never {
  const message = `Executor error during find command :: caused by :: Sort exceeded memory limit of ${MAX_BYTES} bytes, but did not opt in to external sorting.`;
  throw new MongoError('QueryExceededMemoryLimitNoDiskUseAllowed', message);
}
