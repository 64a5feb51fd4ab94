import { type Binary, type ObjectId } from 'bson';
import { joinedKey } from '../bson/keys.ts';
import { bsonClass, type Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { keyValues } from '../paths.ts';
import { type Collection, covers, type Index } from './catalog.ts';
import type { ChangeEvent } from './changes.ts';
import type { Entry, WritableView } from './view.ts';

/** Where writes go: straight to the file (inside the writer's SQLite transaction) or into an open transaction's overlay. */
export interface Target {
  readonly view: WritableView;
  /** Claims a document or unique key; throws Blocked or WriteConflict. */
  claim(what: string): void;
  /** Notes that an index met an array at a new path. */
  multikey(collection: Collection, index: Index, path: string): void;
  emit(event: ChangeEvent): void;
}

interface IndexKeys {
  index: Index;
  /** Key bytes as latin1 (for comparison) to the entry and the values it stands for. */
  keys: Map<string, { entry: Entry; values: unknown[] }>;
}

/** The entries a document has in an index; array paths newly met are reported to `array`. */
export function indexKeys(index: Index, doc: Doc, array?: (path: string) => void): IndexKeys {
  const keys: IndexKeys['keys'] = new Map();
  if (!covers(index, doc)) return { index, keys };
  let combinations: unknown[][] = [[]];
  const arrays = new Set<string>();
  for (const field of index.fields) {
    const found = keyValues(doc, field.path);
    if (found.array !== undefined) arrays.add(found.array);
    combinations =
      found.values.length === 1
        ? combinations.map((values) => [...values, found.values[0]])
        : combinations.flatMap((values) => found.values.map((value) => [...values, value]));
  }
  if (arrays.size > 1 && independent([...arrays])) {
    throw new MongoError(171, `cannot index parallel arrays [${[...arrays].reverse().join('] [')}]`);
  }
  for (const path of arrays) if (!index.multikey.has(path)) array?.(path);
  const directions = index.fields.map((field) => field.direction);
  for (const values of combinations) {
    const key = joinedKey(values, directions);
    keys.set(key.toString('latin1'), { entry: { index: index.id, key }, values });
  }
  return { index, keys };
}

/** Whether array paths lie beside each other rather than one inside the other. */
function independent(paths: string[]): boolean {
  return paths.some((a) => paths.some((b) => a !== b && !a.startsWith(`${b}.`) && !b.startsWith(`${a}.`)));
}

/** Adds a document under a new row. `bytes` is the encoding of `doc`, whose `_id` is set. */
export function insertRecord(target: Target, collection: Collection, doc: Doc, bytes: Buffer): number {
  const row = collection.nextRow++;
  const all = collection.indexes.map((index) => keysFor(target, collection, index, doc));
  for (const { index, keys } of all) claimUnique(target, collection, index, keys, row);
  const added = all.flatMap(({ keys }) => [...keys.values()].map(({ entry }) => entry));
  target.view.put(row, bytes, [], added, () => added);
  target.emit({ op: 'insert', ns: collection.ns, id: doc._id, body: bytes });
  return row;
}

/** Replaces the document of a row and keeps the indexes; `event` says how (`replace`, or `update` with its description). */
export function replaceRecord(
  target: Target,
  collection: Collection,
  row: number,
  old: Doc,
  doc: Doc,
  bytes: Buffer,
  event: Pick<ChangeEvent, 'op' | 'body'>,
): void {
  target.claim(`d${row}`);
  const removed: Entry[] = [];
  const added: Entry[] = [];
  const all: Entry[] = [];
  for (const index of collection.indexes) {
    const before = indexKeys(index, old).keys;
    const after = keysFor(target, collection, index, doc).keys;
    const fresh = new Map([...after].filter(([key]) => !before.has(key)));
    const gone = [...before].filter(([key]) => !after.has(key));
    claimUnique(target, collection, index, fresh, row);
    if (index.unique) for (const [key] of gone) target.claim(`k${index.id}:${key}`);
    removed.push(...gone.map(([, { entry }]) => entry));
    added.push(...[...fresh.values()].map(({ entry }) => entry));
    all.push(...[...after.values()].map(({ entry }) => entry));
  }
  target.view.put(row, bytes, removed, added, () => all);
  target.emit({ ns: collection.ns, id: doc._id, ...event });
}

/** Deletes the document of a row. */
export function deleteRecord(target: Target, collection: Collection, row: number, doc: Doc): void {
  target.claim(`d${row}`);
  const removed: Entry[] = [];
  for (const index of collection.indexes) {
    for (const [key, { entry }] of indexKeys(index, doc).keys) {
      if (index.unique) target.claim(`k${index.id}:${key}`);
      removed.push(entry);
    }
  }
  target.view.remove(row, removed);
  target.emit({ op: 'delete', ns: collection.ns, id: doc._id });
}

function keysFor(target: Target, collection: Collection, index: Index, doc: Doc): IndexKeys {
  return indexKeys(index, doc, (path) => target.multikey(collection, index, path));
}

function claimUnique(target: Target, collection: Collection, index: Index, keys: IndexKeys['keys'], row: number): void {
  if (!index.unique) return;
  for (const [key, { entry, values }] of keys) {
    if (target.view.at(index.id, entry.key).some((found) => found !== row))
      throw duplicateKey(collection, index, values);
    target.claim(`k${index.id}:${key}`);
  }
}

/** Error 11000 with the pattern and the values of the key. */
export function duplicateKey(collection: Collection, index: Index, values: unknown[]): MongoError {
  const keyValue = Object.fromEntries(index.fields.map((field, i) => [field.name, values[i] ?? null]));
  const text = Object.entries(keyValue).map(([name, value]) => `${name}: ${show(value)}`);
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.ns} index: ${index.name} dup key: { ${text.join(', ')} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}

/** A value as MongoDB's error messages print it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  switch (bsonClass(value)) {
    case 'ObjectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`;
    case 'Binary':
      return `BinData(${(value as Binary).sub_type}, ${(value as Binary).toString('hex').toUpperCase()})`;
    case '':
      break;
    default:
      return String(value);
  }
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${show(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return String(value);
}
