import { compare, type StringOrder } from '../bson/compare.ts';
import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { keyValues } from '../paths.ts';
import { collected, fromArray, type Stream } from '../streams.ts';
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

interface Keyed<T> {
  item: T;
  key: unknown[];
  order: number;
}

/**
 * Sorts a stream, stably. With a `limit` only so many are kept at a time. Throws when the sort would take more than 100 MB.
 * @param docOf the document to sort an item by @param sizeOf an item's size in bytes
 */
export function sorted<T>(
  source: Stream<T>,
  spec: SortSpec,
  limit: number,
  docOf: (item: T) => Doc,
  sizeOf: (item: T) => number,
  strings?: StringOrder,
): Stream<T> {
  const fields = sortFields(spec);
  let kept: Keyed<T>[] = [];
  let bytes = 0;
  let count = 0;
  const by = (a: Keyed<T>, b: Keyed<T>): number => {
    for (const [i, { direction }] of fields.entries()) {
      const order = compare(a.key[i], b.key[i], strings);
      if (order !== 0) return order * direction;
    }
    return a.order - b.order;
  };
  const trim = (): void => {
    kept.sort(by);
    kept = kept.slice(0, limit);
    bytes = kept.reduce((sum, { item }) => sum + sizeOf(item), 0);
  };
  const take = (batch: T[]): void => {
    for (const item of batch) {
      kept.push({ item, key: sortValues(docOf(item), fields, strings), order: count++ });
      bytes += sizeOf(item);
    }
    if (limit > 0 && kept.length > Math.max(2 * limit, 1000)) trim();
    if (bytes <= MAX_BYTES) return;
    if (limit > 0) trim();
    if (bytes > MAX_BYTES) tooMuch();
  };
  return collected(source, take, () => {
    kept.sort(by);
    const items = (limit > 0 ? kept.slice(0, limit) : kept).map(({ item }) => item);
    kept = [];
    return fromArray(items);
  });
}

function tooMuch(): never {
  const message = `Executor error during find command :: caused by :: Sort exceeded memory limit of ${MAX_BYTES} bytes, but did not opt in to external sorting.`;
  throw new MongoError('QueryExceededMemoryLimitNoDiskUseAllowed', message);
}
