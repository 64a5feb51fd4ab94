import type {
  AbstractCursor,
  AnyBulkWriteOperation,
  ChangeStream,
  ClientSession,
  Collection,
  Db,
  Document,
  Filter,
  IndexSpecification,
  MongoClient,
  UpdateFilter,
} from 'mongodb';

export type Entities = Map<string, unknown>;
export type Options = Record<string, unknown>;

/** Thrown for an operation that is not about the server: search indexes, GridFS, pinning to a mongos. */
export class Skip extends Error {}

export interface Operation {
  name: string;
  object: string;
  arguments?: Options;
  expectError?: Options;
  expectResult?: unknown;
  ignoreResultAndError?: boolean;
  saveResultAsEntity?: string;
}

interface Target {
  client: MongoClient;
  db: Db;
  collection: Collection;
  session: ClientSession;
  stream: ChangeStream;
  cursor: AbstractCursor<Document>;
}

/** The deprecated `count`, which the specifications still test. */
interface Counting {
  count(filter: Filter<Document>, options: Options): Promise<number>;
}

interface Call {
  on: Target;
  filter: Filter<Document>;
  document: Document;
  documents: Document[];
  update: UpdateFilter<Document>;
  replacement: Document;
  pipeline: Document[];
  options: Options;
  entities: Entities;
  setup: MongoClient;
  /** Whether the operation itself is to fail. */
  expectsError: boolean;
}

type Run = (call: Call) => unknown;

/** The driver's result of a bulk write in the shape the spec files use. */
export function bulkResult(result: unknown): unknown {
  const r = result as Record<string, unknown>;
  const maps =
    r.insertResults instanceof Map
      ? { insertResults: r.insertResults, updateResults: r.updateResults, deleteResults: r.deleteResults }
      : {};
  const counts = [
    'insertedCount',
    'matchedCount',
    'modifiedCount',
    'deletedCount',
    'upsertedCount',
    'upsertedIds',
    'insertedIds',
  ];
  return {
    ...Object.fromEntries(counts.map((name) => [name, r[name]])),
    ...Object.fromEntries(
      Object.entries(maps).map(([name, map]) => [
        name,
        Object.fromEntries([...(map as Map<number, Options>)].map(([i, value]) => [i, withoutUpsertFlag(value)])),
      ]),
    ),
  };
}

function withoutUpsertFlag({ didUpsert: _, ...rest }: Options): Options {
  return rest;
}

const nothing: Run = () => undefined;

async function names(cursor: { toArray(): Promise<{ name: string }[]> }): Promise<string[]> {
  return (await cursor.toArray()).map(({ name }) => name);
}

async function exists({ setup, options }: Call, wanted: boolean, what: 'index' | 'collection'): Promise<void> {
  const db = setup.db(String(options.databaseName));
  const name = String(options.collectionName);
  const found =
    what === 'collection'
      ? (await names(db.listCollections({ name }, { nameOnly: true }))).length > 0
      : (
          await names(db.collection(name).listIndexes() as { toArray(): Promise<{ name: string }[]> }).catch(
            (): string[] => [],
          )
        ).includes(String(options.indexName));
  if (found !== wanted) throw new Error(`${what} ${wanted ? 'missing' : 'present'}`);
}

type Watched = ChangeStream & { first?: unknown; failure?: Error };

async function nextEvent(stream: Watched): Promise<unknown> {
  const { first, failure } = stream;
  delete stream.first;
  delete stream.failure;
  if (failure) throw failure;
  if (first) return first;
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('no event came in time')), 4000).unref());
  return Promise.race([stream.next(), late]);
}

/** The operations of the unified test format that concern a server. */
const RUNS: Record<string, Run> = {
  find: ({ on, filter, options }) => on.collection.find(filter, options).toArray(),
  findOne: ({ on, filter, options }) => on.collection.findOne(filter, options),
  createFindCursor: async ({ on, filter, options }) => {
    const cursor = on.collection.find(filter, options);
    await cursor.hasNext();
    return cursor;
  },
  aggregate: ({ on, pipeline, options }) => on.collection.aggregate(pipeline, options).toArray(),
  count: ({ on, filter, options }) => (on.collection as Counting).count(filter, options),
  countDocuments: ({ on, filter, options }) => on.collection.countDocuments(filter, options),
  estimatedDocumentCount: ({ on, options }) => on.collection.estimatedDocumentCount(options),
  distinct: ({ on, filter, options: { fieldName, ...rest } }) =>
    on.collection.distinct(String(fieldName), filter, rest),
  insertOne: ({ on, document, options }) => on.collection.insertOne(document, options),
  insertMany: ({ on, documents, options }) => on.collection.insertMany(documents, options),
  updateOne: ({ on, filter, update, options }) => on.collection.updateOne(filter, update, options),
  updateMany: ({ on, filter, update, options }) => on.collection.updateMany(filter, update, options),
  replaceOne: ({ on, filter, replacement, options }) => on.collection.replaceOne(filter, replacement, options),
  deleteOne: ({ on, filter, options }) => on.collection.deleteOne(filter, options),
  deleteMany: ({ on, filter, options }) => on.collection.deleteMany(filter, options),
  findOneAndUpdate: ({ on, filter, update, options }) => on.collection.findOneAndUpdate(filter, update, options),
  findOneAndReplace: ({ on, filter, replacement, options }) =>
    on.collection.findOneAndReplace(filter, replacement, options),
  findOneAndDelete: ({ on, filter, options }) => on.collection.findOneAndDelete(filter, options),
  bulkWrite: async ({ on, options: { requests, ...rest } }) =>
    bulkResult(await on.collection.bulkWrite(requests as AnyBulkWriteOperation[], rest)),
  clientBulkWrite: async ({ on, options: { models, ...rest } }) => {
    const operations = (models as Record<string, Options>[]).map((model) => {
      const [[name, value] = ['', {}]] = Object.entries(model);
      return { name, ...value };
    });
    return bulkResult(
      await on.client.bulkWrite(operations as unknown as Parameters<MongoClient['bulkWrite']>[0], rest),
    );
  },
  createCollection: ({ on, options: { collection, ...rest } }) => on.db.createCollection(String(collection), rest),
  dropCollection: ({ on, options: { collection } }) => on.db.dropCollection(String(collection)).catch(() => false),
  createIndex: ({ on, options: { keys, session, rawData: _, ...rest } }) =>
    on.collection.createIndex(keys as IndexSpecification, rest, {
      session: session as ClientSession,
    }),
  dropIndex: ({ on, options: { name, ...rest } }) => on.collection.dropIndex(String(name), rest),
  dropIndexes: ({ on }) => on.collection.dropIndexes(),
  listIndexes: ({ on, options }) => on.collection.listIndexes(options).toArray(),
  listIndexNames: ({ on, options }) => names(on.collection.listIndexes(options)),
  listCollections: ({ on, filter, options }) => on.db.listCollections(filter, options).toArray(),
  listCollectionNames: ({ on, filter, options }) =>
    names(on.db.listCollections(filter, { ...options, nameOnly: true })),
  listDatabases: async ({ on, options }) => (await on.client.db('admin').admin().listDatabases(options)).databases,
  listDatabaseNames: async ({ on, options }) =>
    (
      await on.client
        .db('admin')
        .admin()
        .listDatabases({ ...options, nameOnly: true })
    ).databases.map(({ name }) => name),
  rename: ({ on, options: { to, ...rest } }) => on.collection.rename(String(to), rest),
  modifyCollection: ({ on, options: { collection, ...rest } }) => on.db.command({ collMod: collection, ...rest }),
  runCommand: ({ on, options: { command, commandName: _, ...rest } }) => on.db.command(command as Document, rest),
  createChangeStream: async ({ on, pipeline, options, expectsError }) => {
    const stream: Watched = on.collection.watch(pipeline, options);
    // The driver opens a stream with its first fetch; what that brings belongs to the test's next step.
    try {
      stream.first = (await stream.tryNext()) ?? undefined;
    } catch (error) {
      if (expectsError) throw error;
      stream.failure = error as Error;
    }
    return stream;
  },
  iterateUntilDocumentOrError: ({ on }) => nextEvent(on.stream),
  iterateOnce: ({ on }) => on.stream.tryNext(),
  close: ({ on }) => on.cursor.close(),
  startTransaction: ({ on, options }) => on.session.startTransaction(options),
  commitTransaction: ({ on, options }) => on.session.commitTransaction(options),
  abortTransaction: ({ on, options }) => on.session.abortTransaction(options),
  endSession: ({ on }) => on.session.endSession(),
  failPoint: ({ setup, options }) => setup.db('admin').command(options.failPoint as Document),
  wait: ({ options }) => new Promise((resolve) => setTimeout(resolve, Number(options.ms))),
  assertCollectionExists: (call) => exists(call, true, 'collection'),
  assertCollectionNotExists: (call) => exists(call, false, 'collection'),
  assertIndexExists: (call) => exists(call, true, 'index'),
  assertIndexNotExists: (call) => exists(call, false, 'index'),
  assertSessionTransactionState: nothing,
  assertSessionPinned: nothing,
  assertSessionUnpinned: nothing,
  assertSessionDirty: nothing,
  assertSessionNotDirty: nothing,
  assertSameLsidOnLastTwoCommands: nothing,
  assertDifferentLsidOnLastTwoCommands: nothing,
  assertNumberConnectionsCheckedOut: nothing,
};

/** Carries out one operation of a spec file on the driver. */
export async function perform(operation: Operation, entities: Entities, setup: MongoClient): Promise<unknown> {
  const run = RUNS[operation.name];
  if (!run) throw new Skip(operation.name);
  const {
    filter = {},
    document = {},
    documents = [],
    update = {},
    replacement = {},
    pipeline = [],
    ...rest
  } = operation.arguments ?? {};
  const options: Options = { ...rest };
  if (typeof options.session === 'string') options.session = entities.get(options.session);
  if (options.readPreference) options.readPreference = (options.readPreference as { mode: string }).mode;
  if (typeof options.returnDocument === 'string') options.returnDocument = options.returnDocument.toLowerCase();
  const object = entities.get(operation.object);
  const on = {
    client: object,
    db: object,
    collection: object,
    session: object,
    stream: object,
    cursor: object,
  } as Target;
  return run({
    on,
    filter,
    document,
    documents,
    update,
    replacement,
    pipeline,
    options,
    entities,
    setup,
    expectsError: operation.expectError !== undefined,
  } as Call);
}
