import { decode } from '../bson/decode.ts';
import { keyOf } from '../bson/keys.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, typeName } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { Pace } from '../streams.ts';
import { type Catalog, type Collection, type Index, restoreIndex } from './catalog.ts';
import { entriesOf, refuseDuplicate, type Target } from './records.ts';
import type { Unit, Writer } from './writer.ts';

/** Documents read at once, and how long one task of the writer goes on indexing them, in milliseconds. */
const DOCS_AT_ONCE = 500;
const TASK_TIME = 8;

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
  'collation',
  'hidden',
]);

/** An index specification as it is kept: checked, with a name. Throws CannotCreateIndex and its like. */
export function checkIndexSpec(spec: unknown): Doc {
  if (!isDoc(spec) || !isDoc(spec.key))
    throw new MongoError('FailedToParse', "The 'key' field is a required property of an index specification");
  const fields = Object.entries(spec.key);
  if (fields.length === 0) throw new MongoError('CannotCreateIndex', 'Index keys cannot be an empty object');
  for (const [field, direction] of fields) {
    if (typeof direction === 'string') unsupported(`an index of type '${direction}'`);
    const number = toNumber(direction);
    if (number === undefined)
      throw new MongoError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of type ${typeName(direction)}`,
      );
    if (number === 0 || Number.isNaN(number))
      throw new MongoError('CannotCreateIndex', 'Values in the index key pattern cannot be 0');
    if (field === '' || field.split('.').includes(''))
      throw new MongoError('CannotCreateIndex', 'Index keys cannot be an empty field');
    if (field.includes('$**')) unsupported('a wildcard index');
  }
  for (const option of Object.keys(spec)) {
    if (!OPTIONS.has(option))
      throw new MongoError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification`,
      );
  }
  const collation = spec.collation;
  if (isDoc(collation) && collation.locale !== 'simple') unsupported('an index with a collation');
  if (spec.sparse === true && spec.partialFilterExpression !== undefined) {
    throw new MongoError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  if (spec.expireAfterSeconds !== undefined && (fields.length > 1 || toNumber(spec.expireAfterSeconds) === undefined)) {
    throw new MongoError('CannotCreateIndex', 'TTL indexes are single-field indexes with a numeric expireAfterSeconds');
  }
  const { v: _v, ns: _ns, background: _background, collation: _collation, key, name: _name, ...rest } = spec;
  const name = typeof spec.name === 'string' && spec.name !== '' ? spec.name : defaultName(spec.key);
  return { v: 2, key, name, ...withoutFalse(rest) };
}

function withoutFalse(spec: Doc): Doc {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== false && value !== undefined));
}

function defaultName(key: Doc): string {
  return Object.entries(key)
    .map(([field, direction]) => `${field}_${String(direction)}`)
    .join('_');
}

function options({ unique, sparse, partialFilterExpression, expireAfterSeconds }: Doc): Buffer {
  return keyOf([unique === true, sparse === true, partialFilterExpression ?? null, expireAfterSeconds ?? null]);
}

/** Whether the collection has this very index; throws when it has one that clashes with it. */
export function alreadyThere(collection: Collection, spec: Doc): boolean {
  for (const { spec: other, name } of collection.indexes) {
    const sameKey = keyOf(other.key).equals(keyOf(spec.key));
    if (name === '_id_' && sameKey) return true;
    if (name === spec.name) {
      if (sameKey && options(other).equals(options(spec))) return true;
      const requested = `Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(other)}`;
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${requested}`,
      );
    }
    if (!sameKey) continue;
    if (keyOf(other.partialFilterExpression ?? null).equals(keyOf(spec.partialFilterExpression ?? null))) {
      const same = options(other).equals(options(spec));
      const why = same
        ? `Index already exists with a different name: ${name}`
        : `An equivalent index already exists with different options: ${name}`;
      throw new MongoError('IndexOptionsConflict', why);
    }
  }
  return false;
}

/**
 * Builds an index: it is kept up by every write from the start, existing documents are added in small tasks between other
 * clients' writes, and only then it answers queries. A duplicate (or a crash) leaves no index behind.
 */
export async function buildIndex(writer: Writer, catalog: Catalog, collection: Collection, spec: Doc): Promise<void> {
  const { index, last } = await writer.run((unit) => {
    const index = restoreIndex({ id: catalog.nextId(), spec, building: true });
    collection.indexes.push(index);
    catalog.dirty.add(collection);
    unit.onRollback(() => forget(collection, index));
    return { index, last: collection.nextRow };
  });
  const pace = new Pace();
  try {
    for (let from = collection.firstRow; from < last;) {
      from = await writer.run((unit) => addExisting(unit, catalog, collection, index, from, last));
      await pace.breathe();
    }
    await writer.run((unit) => {
      index.building = false;
      catalog.dirty.add(collection);
      unit.emit({ op: 'createIndexes', ns: collection.ns });
    });
  } catch (error) {
    await removeIndex(writer, catalog, collection, index);
    throw error;
  }
}

function addExisting(
  unit: Unit,
  catalog: Catalog,
  collection: Collection,
  index: Index,
  from: number,
  to: number,
): number {
  const end = performance.now() + TASK_TIME;
  const batch = unit.view.docs(from, to, false, DOCS_AT_ONCE);
  for (const { row, bytes } of batch) {
    if (performance.now() > end) return row;
    const doc = decode(bytes, index.reads);
    const entries = entriesOf(index, doc, (path) => {
      index.multikey.add(path);
      catalog.dirty.add(collection);
    });
    for (const entry of entries) {
      if (index.unique) refuseDuplicate(unit.view, collection, index, doc, entry, row);
      unit.view.addEntry(entry, row);
    }
  }
  const last = batch.at(-1);
  return last ? last.row + 1 : to;
}

/** Adds an index to a collection that was made in the same transaction. */
export function indexInTransaction(target: Target, id: number, collection: Collection, spec: Doc): void {
  const index = restoreIndex({ id, spec });
  collection.indexes.push(index);
  for (const { row, bytes } of target.view.docs(collection.firstRow, collection.endRow, false, DOCS_AT_ONCE)) {
    const doc = decode(bytes);
    const all = collection.indexes.flatMap((each) => entriesOf(each, doc, (path) => each.multikey.add(path)));
    target.view.put(row, bytes, [], [], () => all);
  }
}

/** Removes an index; its entries are cleared away later. */
export async function removeIndex(
  writer: Writer,
  catalog: Catalog,
  collection: Collection,
  index: Index,
): Promise<void> {
  await writer.run((unit) => {
    forget(collection, index);
    catalog.dirty.add(collection);
    unit.onRollback(() => collection.indexes.push(index));
    unit.view.discard('entries', index.id, index.id);
    unit.emit({ op: 'dropIndexes', ns: collection.ns });
  });
}

function forget(collection: Collection, index: Index): void {
  const at = collection.indexes.indexOf(index);
  if (at >= 0) collection.indexes.splice(at, 1);
}
