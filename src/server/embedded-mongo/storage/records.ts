import { type Binary, type ObjectId } from 'bson';
import { firstField } from '../bson/decode.ts';
import { joinedKey } from '../bson/keys.ts';
import { bsonClass, type Doc, isDoc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { keyValues } from '../paths.ts';
import { type Collection, covers, type Index } from './catalog.ts';
import type { ChangeEvent, Images } from './changes.ts';
import type { Entry, View, WritableView } from './view.ts';

/** What a write claims: the document of a row, or a key of a unique index. */
export type Claim = number | Entry;

/** Where writes go: straight to the file (inside the writer's SQLite transaction) or into an open transaction's overlay. */
export interface Target {
  readonly view: WritableView;
  /** Claims a document or unique key; throws Blocked or WriteConflict. */
  claim(what: Claim): void;
  /** Notes that an index met an array at a new path. */
  multikey(collection: Collection, index: Index, path: string): void;
  emit(event: ChangeEvent): void;
}

/** The values a document is indexed under, one of each field; array paths newly met are reported to `array`. */
function combinations(index: Index, doc: Doc, array?: (path: string) => void): unknown[][] {
  if (!covers(index, doc)) return [];
  let found: unknown[][] = [[]];
  const arrays = new Set<string>();
  for (const field of index.fields) {
    const { values, array: path } = keyValues(doc, field.path);
    if (path !== undefined) arrays.add(path);
    if (values.length === 1) for (const combination of found) combination.push(values[0]);
    else found = found.flatMap((combination) => values.map((value) => [...combination, value]));
  }
  if (arrays.size > 1 && independent([...arrays])) {
    throw new MongoError(171, `cannot index parallel arrays [${[...arrays].reverse().join('] [')}]`);
  }
  for (const path of arrays) if (!index.multikey.has(path)) array?.(path);
  return found;
}

/** The entries a document has in an index; the same key may be among them twice. */
export function entriesOf(index: Index, doc: Doc, array?: (path: string) => void): Entry[] {
  return combinations(index, doc, array).map((values) => ({
    index: index.id,
    key: joinedKey(values, index.directions),
  }));
}

/** Whether array paths lie beside each other rather than one inside the other. */
function independent(paths: string[]): boolean {
  return paths.some((a) => paths.some((b) => a !== b && !a.startsWith(`${b}.`) && !b.startsWith(`${a}.`)));
}

/** The entries that are not among others. */
export function without(entries: Entry[], others: Entry[]): Entry[] {
  const [first] = others;
  if (!first) return entries;
  if (others.length === 1) return entries.filter(({ key }) => !key.equals(first.key));
  const keys = new Set(others.map(({ key }) => key.toString('latin1')));
  return entries.filter(({ key }) => !keys.has(key.toString('latin1')));
}

/** Adds a document under a new row. `bytes` is the encoding of `doc`, of which the fields that are indexed must be there. */
export function insertRecord(target: Target, collection: Collection, doc: Doc, bytes: Buffer): number {
  const row = collection.nextRow++;
  const added: Entry[] = [];
  for (const index of collection.indexes) {
    const entries = newEntries(target, collection, index, doc);
    claimUnique(target, collection, index, doc, entries, row);
    added.push(...entries);
  }
  target.view.put(row, bytes, [], added, () => added);
  target.emit({ op: 'insert', ns: collection.ns, key: firstField(bytes), body: bytes });
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
  event: Pick<ChangeEvent, 'op' | 'body' | 'images'>,
): void {
  target.claim(row);
  const removed: Entry[] = [];
  const added: Entry[] = [];
  const all: Entry[] = [];
  for (const index of collection.indexes) {
    const before = entriesOf(index, old);
    const after = newEntries(target, collection, index, doc);
    const fresh = without(after, before);
    const gone = without(before, after);
    claimUnique(target, collection, index, doc, fresh, row);
    if (index.unique) for (const entry of gone) target.claim(entry);
    removed.push(...gone);
    added.push(...fresh);
    all.push(...after);
  }
  target.view.put(row, bytes, removed, added, () => all);
  target.emit({ ns: collection.ns, key: firstField(bytes), ...event });
}

/** What a collection keeps of a document before and after a change: nothing unless it was told to. */
export function imagesOf({ options }: Collection, before: Buffer, after?: Buffer): Images | undefined {
  const wanted = options.changeStreamPreAndPostImages;
  return isDoc(wanted) && wanted.enabled === true ? { before, after } : undefined;
}

/** Deletes the document of a row. */
export function deleteRecord(target: Target, collection: Collection, row: number, doc: Doc, bytes: Buffer): void {
  target.claim(row);
  const removed: Entry[] = [];
  for (const index of collection.indexes) {
    const entries = entriesOf(index, doc);
    if (index.unique) for (const entry of entries) target.claim(entry);
    removed.push(...entries);
  }
  target.view.remove(row, removed);
  target.emit({ op: 'delete', ns: collection.ns, key: firstField(bytes), images: imagesOf(collection, bytes) });
}

function newEntries(target: Target, collection: Collection, index: Index, doc: Doc): Entry[] {
  return entriesOf(index, doc, (path) => target.multikey(collection, index, path));
}

function claimUnique(
  target: Target,
  collection: Collection,
  index: Index,
  doc: Doc,
  entries: Entry[],
  row: number,
): void {
  if (!index.unique) return;
  for (const entry of entries) {
    refuseDuplicate(target.view, collection, index, doc, entry, row);
    target.claim(entry);
  }
}

/** Throws error 11000, with the pattern and the values of the key, when another row has the key in a unique index. */
export function refuseDuplicate(
  view: View,
  collection: Collection,
  index: Index,
  doc: Doc,
  { key }: Entry,
  row: number,
): void {
  if (view.at(index.id, key, row) === undefined) return;
  const values = combinations(index, doc).find((found) => joinedKey(found, index.directions).equals(key)) ?? [];
  const keyValue = Object.fromEntries(index.fields.map((field, i) => [field.name, values[i] ?? null]));
  const text = Object.entries(keyValue).map(([name, value]) => `${name}: ${show(value)}`);
  throw new MongoError(
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
