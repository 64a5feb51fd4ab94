import { Long } from 'bson';
import { encode } from '../bson/decode.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { StreamCursor } from '../cursors.ts';
import { MongoError, unsupported } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import { samePattern } from '../query/plan.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import { alreadyThere, buildIndex, checkIndexSpec, indexInTransaction, removeIndex } from '../storage/indexes.ts';
import type { Unit } from '../storage/writer.ts';
import { fromArray } from '../streams.ts';
import {
  collectionAt,
  type CommandContext,
  countField,
  createInTransaction,
  docField,
  ensureCollection,
  listField,
  namespace,
} from './context.ts';
import { openCursor } from './read-commands.ts';

/** Options of `create` that are kept, and those that would make something else of a collection. */
const KEPT_OPTIONS = ['validator', 'validationLevel', 'validationAction', 'collation', 'changeStreamPreAndPostImages'];
const REFUSED_OPTIONS = [
  'capped',
  'timeseries',
  'viewOn',
  'pipeline',
  'clusteredIndex',
  'expireAfterSeconds',
  'encryptedFields',
];

function outsideTransaction({ transaction, name }: CommandContext): void {
  if (transaction) {
    throw new MongoError('OperationNotSupportedInTransaction', `Cannot run '${name}' in a multi-document transaction.`);
  }
}

function mustExist({ engine }: CommandContext, ns: string): Collection {
  const collection = engine.catalog.get(ns);
  if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${ns}`);
  return collection;
}

/** `create`: a collection with options. */
export async function create(context: CommandContext): Promise<Doc> {
  const { command, engine } = context;
  const ns = namespace(context);
  for (const option of REFUSED_OPTIONS) {
    if (command[option] !== undefined && command[option] !== false) unsupported(`create's '${option}'`);
  }
  const options = Object.fromEntries(
    KEPT_OPTIONS.filter((name) => command[name] !== undefined).map((name) => [name, command[name]]),
  );
  if (isDoc(options.validator)) compileFilter(options.validator);
  if (context.transaction && !collectionAt(context, ns)) {
    createInTransaction(engine, context.transaction, ns, options);
    return {};
  }
  await engine.writer.run((unit) => {
    const present = engine.catalog.get(ns);
    if (present) {
      if (encode(present.options).equals(encode(options))) return;
      throw new MongoError('NamespaceExists', `Collection ${ns} already exists.`);
    }
    const collection = engine.catalog.add(engine.catalog.make(ns, options));
    unit.onRollback(() => {
      collection.dropped = true;
      engine.catalog.collections.delete(ns);
    });
    unit.emit({ op: 'create', ns });
  });
  return {};
}

/** Drops a collection inside the writer: at once from the catalog, its rows are cleared away later. */
export function dropCollection(unit: Unit, { engine }: CommandContext, collection: Collection): void {
  const { catalog } = engine;
  collection.dropped = true;
  catalog.collections.delete(collection.ns);
  catalog.dirty.add(collection);
  unit.onRollback(() => {
    collection.dropped = false;
    catalog.collections.set(collection.ns, collection);
  });
  unit.view.discard('docs', collection.firstRow, collection.endRow - 1);
  for (const index of collection.indexes) unit.view.discard('entries', index.id, index.id);
  unit.emit({ op: 'drop', ns: collection.ns });
}

/** `drop` */
export async function drop(context: CommandContext): Promise<Doc> {
  outsideTransaction(context);
  const ns = namespace(context);
  const { engine } = context;
  const indexes = await engine.writer.run((unit) => {
    const collection = engine.catalog.get(ns);
    if (collection) dropCollection(unit, context, collection);
    return collection?.indexes.length;
  });
  return indexes === undefined ? {} : { nIndexesWas: indexes, ns };
}

/** `dropDatabase` */
export async function dropDatabase(context: CommandContext): Promise<Doc> {
  outsideTransaction(context);
  const { engine, db } = context;
  const dropped = await engine.writer.run((unit) => {
    const collections = engine.catalog.inDatabase(db);
    for (const collection of collections) dropCollection(unit, context, collection);
    if (collections.length > 0) unit.emit({ op: 'dropDatabase', ns: `${db}.` });
    return collections.length;
  });
  return dropped > 0 ? { dropped: db } : {};
}

/** `renameCollection` */
export async function renameCollection(context: CommandContext): Promise<Doc> {
  outsideTransaction(context);
  const { command, engine } = context;
  const { renameCollection: from, to } = command;
  if (typeof from !== 'string' || typeof to !== 'string' || !to.includes('.')) {
    throw new MongoError('InvalidNamespace', 'renameCollection needs two namespaces');
  }
  if (from === to) throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
  await engine.writer.run((unit) => {
    const collection = engine.catalog.get(from);
    if (!collection) throw new MongoError('NamespaceNotFound', `Source collection ${from} does not exist`);
    const target = engine.catalog.get(to);
    if (target && command.dropTarget !== true) throw new MongoError('NamespaceExists', 'target namespace exists');
    if (target) dropCollection(unit, context, target);
    const move = (before: string, after: string): void => {
      engine.catalog.collections.delete(before);
      collection.ns = after;
      engine.catalog.collections.set(after, collection);
    };
    move(from, to);
    engine.catalog.dirty.add(collection);
    unit.onRollback(() => move(to, from));
    unit.emit({ op: 'rename', ns: from, body: encode({ to }) });
  });
  return {};
}

/** `listCollections` */
export function listCollections(context: CommandContext): Promise<Doc> {
  const { command, engine, db } = context;
  const filter = compileFilter(docField(command, 'filter'));
  const documents = engine.catalog
    .inDatabase(db)
    .map((collection): Doc => ({
      name: collection.ns.slice(db.length + 1),
      type: 'collection',
      options: collection.options,
      info: { readOnly: false, uuid: collection.uuid },
      idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
    }))
    .filter((doc) => filter.test(doc))
    .map((doc) => (command.nameOnly === true ? { name: doc.name, type: doc.type } : doc));
  return listed(context, `${db}.$cmd.listCollections`, documents);
}

function listed(context: CommandContext, ns: string, documents: Doc[]): Promise<Doc> {
  const batchSize = countField(docField(context.command, 'cursor'), 'batchSize');
  return openCursor(context, new StreamCursor(ns, fromArray(documents.map(encode))), batchSize ?? Infinity);
}

/** `listDatabases` */
export function listDatabases({ command, engine }: CommandContext): Doc {
  const filter = compileFilter(docField(command, 'filter'));
  const names = new Set([...engine.catalog.collections.keys()].map((ns) => ns.split('.')[0] as string));
  const databases = [...names]
    .sort()
    .map((name): Doc => ({ name, sizeOnDisk: Long.fromNumber(0), empty: false }))
    .filter((doc) => filter.test(doc));
  if (command.nameOnly === true) return { databases: databases.map(({ name }) => ({ name })) };
  return { databases, totalSize: Long.fromNumber(0), totalSizeMb: Long.fromNumber(0) };
}

/** `createIndexes` */
export async function createIndexes(context: CommandContext): Promise<Doc> {
  const { command, engine } = context;
  const ns = namespace(context);
  const specs = listField(command, 'indexes').map(checkIndexSpec);
  if (specs.length === 0) throw new MongoError('BadValue', 'Must specify at least one index to create');
  const created = collectionAt(context, ns) === undefined;
  const collection = await ensureCollection(context, ns);
  const before = collection.indexes.length;
  const own = context.transaction?.created.get(ns);
  if (!own) outsideTransaction(context);
  for (const spec of specs) {
    if (alreadyThere(collection, spec)) continue;
    if (own && context.transaction) indexInTransaction(context.transaction, engine.catalog.nextId(), own, spec);
    else await buildIndex(engine.writer, engine.catalog, collection, spec);
  }
  const after = collection.indexes.length;
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: created,
    commitQuorum: 'votingMembers',
    ...(before === after ? { note: 'all indexes already exist' } : {}),
  };
}

/** `listIndexes` */
export function listIndexes(context: CommandContext): Promise<Doc> {
  const ns = namespace(context);
  const collection = mustExist(context, ns);
  return listed(
    context,
    ns,
    collection.indexes.filter(({ building }) => !building).map(({ spec }) => spec),
  );
}

/** `dropIndexes`: by name, by key pattern, a list of names, or `*` for all but that on `_id`. */
export async function dropIndexes(context: CommandContext): Promise<Doc> {
  outsideTransaction(context);
  const { command, engine } = context;
  const ns = namespace(context);
  const collection = engine.catalog.get(ns);
  if (!collection) throw new MongoError('NamespaceNotFound', `ns not found ${ns}`);
  const before = collection.indexes.length;
  for (const index of named(collection, command.index))
    await removeIndex(engine.writer, engine.catalog, collection, index);
  return { nIndexesWas: before };
}

function named(collection: Collection, which: unknown): Index[] {
  if (which === '*') return collection.indexes.filter(({ name }) => name !== '_id_');
  return (Array.isArray(which) ? (which as unknown[]) : [which]).map((item) => {
    const index = collection.indexes.find(({ name, spec }) =>
      typeof item === 'string' ? name === item : isDoc(item) && samePattern(spec.key as Doc, item),
    );
    if (!index) {
      const how =
        typeof item === 'string'
          ? `index not found with name [${item}]`
          : `can't find index with key: ${JSON.stringify(item)}`;
      throw new MongoError('IndexNotFound', how);
    }
    if (index.name === '_id_') throw new MongoError('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}

/** `collMod`: a validator, or a TTL index's expireAfterSeconds. */
export async function collMod(context: CommandContext): Promise<Doc> {
  outsideTransaction(context);
  const { command, engine } = context;
  const collection = mustExist(context, namespace(context));
  const change = docField(command, 'index');
  return engine.writer.run((unit) => {
    const reply: Doc = {};
    for (const name of KEPT_OPTIONS) {
      if (command[name] === undefined || name === 'collation') continue;
      collection.options = { ...collection.options, [name]: command[name] };
    }
    if (isDoc(command.validator)) {
      collection.validator = Object.keys(command.validator).length > 0 ? compileFilter(command.validator) : undefined;
    }
    if (Object.keys(change).length > 0) {
      const index = named(collection, change.name ?? change.keyPattern)[0] as Index;
      if (change.unique !== undefined || change.prepareUnique !== undefined || change.hidden !== undefined) {
        unsupported("collMod's 'unique', 'prepareUnique' and 'hidden'");
      }
      reply.expireAfterSeconds_old = index.spec.expireAfterSeconds;
      reply.expireAfterSeconds_new = change.expireAfterSeconds;
      index.spec = { ...index.spec, expireAfterSeconds: change.expireAfterSeconds };
      index.expireAfterSeconds = Number(change.expireAfterSeconds);
    }
    engine.catalog.dirty.add(collection);
    unit.emit({ op: 'modify', ns: collection.ns });
    return reply;
  });
}

/** `collStats` */
export function collStats(context: CommandContext): Doc {
  const ns = namespace(context);
  const collection = context.engine.catalog.get(ns);
  const counts = (collection?.indexes ?? []).map(({ id }) => context.view.count(id));
  return { ns, count: counts[0] ?? 0, size: 0, storageSize: 0, nindexes: counts.length, indexSizes: {} };
}

/** `dbStats` */
export function dbStats({ engine, db, view }: CommandContext): Doc {
  const collections = engine.catalog.inDatabase(db);
  const objects = collections.reduce((sum, { indexes }) => sum + view.count((indexes[0] as Index).id), 0);
  const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0);
  return { db, collections: collections.length, views: 0, objects, indexes, dataSize: 0, storageSize: 0 };
}

/** `validate` */
export function validate(context: CommandContext): Doc {
  const collection = mustExist(context, namespace(context));
  const keysPerIndex = Object.fromEntries(collection.indexes.map(({ name, id }) => [name, context.view.count(id)]));
  return { ns: collection.ns, valid: true, nrecords: keysPerIndex._id_, keysPerIndex, errors: [], warnings: [] };
}
