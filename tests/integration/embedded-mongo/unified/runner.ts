import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EJSON } from 'bson';
import { type ClientSession, MongoBulkWriteError, MongoClient, MongoServerError } from 'mongodb';
import { match } from './match.ts';
import { bulkResult, type Entities, type Operation, type Options, perform, Skip } from './operations.ts';

/** Where MongoDB's unified specification tests lie, seen from the repository. */
export const SPECIFICATIONS = join(import.meta.dirname, '../../../../../shared/mongodb-specifications');

export function suites(): string[] {
  if (!existsSync(SPECIFICATIONS)) return [];
  return readdirSync(SPECIFICATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export interface Result {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  reason?: string;
}

interface Requirement {
  minServerVersion?: string;
  maxServerVersion?: string;
  topologies?: string[];
  serverless?: string;
  auth?: boolean;
  csfle?: unknown;
  serverParameters?: Options;
}

interface Test {
  description: string;
  operations: Operation[];
  runOnRequirements?: Requirement[];
  skipReason?: string;
  outcome?: CollectionData[];
}

interface CollectionData {
  collectionName: string;
  databaseName: string;
  documents: Options[];
  createOptions?: Options;
}

interface Spec {
  createEntities?: Record<string, Options>[];
  initialData?: CollectionData[];
  runOnRequirements?: Requirement[];
  tests: Test[];
}

const VERSION = [8, 0, 0];
const FAIL_POINTS = ['failCommand', 'failGetMoreAfterCursorCheckout', 'onPrimaryTransactionalWrite'];

function compareVersions(text: string): number {
  const other = text.split('.').map(Number);
  for (const [i, part] of VERSION.entries()) {
    const difference = part - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a test is meant for a replica set of the version the engine follows. */
function applies(requirements: Requirement[] | undefined): boolean {
  return (
    !requirements ||
    requirements.some(
      (one) =>
        (!one.minServerVersion || compareVersions(one.minServerVersion) >= 0) &&
        (!one.maxServerVersion || compareVersions(one.maxServerVersion.replaceAll('99', '999')) <= 0) &&
        (!one.topologies || one.topologies.includes('replicaset')) &&
        one.serverless !== 'require' &&
        !one.auth &&
        !one.csfle,
    )
  );
}

/** Runs the tests of one folder against a server; `only` limits them to files whose name contains it. */
export async function runSuite(suite: string, uri: string, only = ''): Promise<Result[]> {
  const setup = await new MongoClient(uri, { serverSelectionTimeoutMS: 4000 }).connect();
  const results: Result[] = [];
  const folder = join(SPECIFICATIONS, suite);
  try {
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.json') && name.includes(only))
      .sort()) {
      const spec = EJSON.parse(readFileSync(join(folder, file), 'utf8'), { relaxed: true }) as unknown as Spec;
      for (const test of spec.tests)
        results.push(await runTest(`${file}: ${test.description}`, spec, test, uri, setup));
    }
  } finally {
    await setup.close();
  }
  return results;
}

async function runTest(name: string, spec: Spec, test: Test, uri: string, setup: MongoClient): Promise<Result> {
  if (test.skipReason || !applies(spec.runOnRequirements) || !applies(test.runOnRequirements)) {
    return { name, outcome: 'skipped', reason: test.skipReason ?? 'for another topology or version' };
  }
  const entities: Entities = new Map();
  const open: (() => Promise<unknown>)[] = [];
  try {
    for (const failPoint of FAIL_POINTS)
      await setup.db('admin').command({ configureFailPoint: failPoint, mode: 'off' });
    await setup.db('admin').command({ killAllSessions: [] });
    await prepare(spec.initialData ?? [], setup);
    await createEntities(spec.createEntities ?? [], entities, open, uri);
    for (const operation of test.operations) await check(operation, entities, open, setup, uri);
    await checkOutcome(test.outcome ?? [], entities, setup);
    return { name, outcome: 'passed' };
  } catch (error) {
    if (error instanceof Skip) return { name, outcome: 'skipped', reason: `operation ${error.message}` };
    return { name, outcome: 'failed', reason: (error as Error).message.slice(0, 300) };
  } finally {
    for (const close of open.reverse()) await close().catch(() => undefined);
  }
}

async function prepare(data: CollectionData[], setup: MongoClient): Promise<void> {
  for (const { databaseName, collectionName, documents, createOptions } of data) {
    const db = setup.db(databaseName);
    await db.dropCollection(collectionName).catch(() => undefined);
    await db.createCollection(collectionName, createOptions);
    if (documents.length > 0) await db.collection(collectionName).insertMany(documents);
  }
}

async function createEntities(
  list: Record<string, Options>[],
  entities: Entities,
  open: (() => Promise<unknown>)[],
  uri: string,
): Promise<void> {
  for (const entity of list) {
    const [[kind, spec] = ['', {}]] = Object.entries(entity);
    const id = String(spec.id);
    const of = (name: unknown): unknown => entities.get(String(name));
    if (kind === 'client') {
      const { appName: _, ...uriOptions } = (spec.uriOptions ?? {}) as Options;
      const appName =
        (spec.uriOptions as Options | undefined)?.appName ?? (spec.uriOptions as Options | undefined)?.appname;
      const client = new MongoClient(uri, {
        serverSelectionTimeoutMS: 4000,
        // After a network error the driver waits this long before it looks at the server again.
        minHeartbeatFrequencyMS: 10,
        ...uriOptions,
        ...(appName ? { appName: appName as string } : {}),
      });
      await client.connect();
      entities.set(id, client);
      open.push(() => client.close());
    } else if (kind === 'database')
      entities.set(id, (of(spec.client) as MongoClient).db(String(spec.databaseName), spec.databaseOptions as Options));
    else if (kind === 'collection') {
      const db = of(spec.database) as ReturnType<MongoClient['db']>;
      entities.set(id, db.collection(String(spec.collectionName), spec.collectionOptions as Options));
    } else if (kind === 'session') {
      const session = (of(spec.client) as MongoClient).startSession(spec.sessionOptions as Options);
      entities.set(id, session);
      open.push(() => session.endSession());
    } else throw new Skip(`with a ${kind}`);
  }
}

async function check(
  operation: Operation,
  entities: Entities,
  open: (() => Promise<unknown>)[],
  setup: MongoClient,
  uri: string,
): Promise<void> {
  if (operation.name === 'createEntities') {
    return createEntities((operation.arguments?.entities ?? []) as Record<string, Options>[], entities, open, uri);
  }
  if (operation.name === 'targetedFailPoint') {
    await setup.db('admin').command(operation.arguments?.failPoint as Options);
    return;
  }
  let result: unknown;
  let error: Error | undefined;
  try {
    result = await perform(operation, entities, setup);
  } catch (thrown) {
    if (thrown instanceof Skip) throw thrown;
    error = thrown as Error;
  }
  if (operation.ignoreResultAndError) return;
  if (operation.expectError) {
    checkError(operation.expectError, error, entities);
    return;
  }
  if (error) throw error;
  if (operation.expectResult !== undefined) match(operation.expectResult, result, true, entities, operation.name);
  if (operation.saveResultAsEntity) {
    entities.set(operation.saveResultAsEntity, result);
    if (result && typeof result === 'object' && 'close' in result)
      open.push(() => (result as ClientSession & { close(): Promise<void> }).close());
  }
}

interface Failure extends Error {
  code?: number;
  codeName?: string;
  cause?: Failure;
  errorResponse?: unknown;
  result?: unknown;
  partialResult?: unknown;
  hasErrorLabel?: (label: string) => boolean;
}

function hasLabel(error: Failure, label: string): boolean {
  return error.hasErrorLabel?.(label) === true || error.cause?.hasErrorLabel?.(label) === true;
}

function checkError(expected: Options, thrown: Error | undefined, entities: Entities): void {
  if (!thrown) throw new Error(`expected an error ${JSON.stringify(expected).slice(0, 150)}`);
  const error = thrown as Failure;
  const fromServer =
    error instanceof MongoServerError ||
    error instanceof MongoBulkWriteError ||
    error.code !== undefined ||
    error.cause?.code !== undefined;
  if (expected.isClientError === true && error instanceof MongoServerError)
    throw new Error(`expected a client error, got ${error.message}`);
  if (expected.isClientError === false && !fromServer && error.name !== 'MongoClientBulkWriteError')
    throw new Error(`expected a server error, got ${error.message}`);
  if (
    expected.errorCode !== undefined &&
    expected.errorCode !== error.code &&
    expected.errorCode !== error.cause?.code
  ) {
    throw new Error(`expected code ${JSON.stringify(expected.errorCode)}, got ${String(error.code)}: ${error.message}`);
  }
  if (expected.errorCodeName !== undefined && expected.errorCodeName !== error.codeName)
    throw new Error(`code name ${String(error.codeName)}`);
  if (
    typeof expected.errorContains === 'string' &&
    !error.message.toLowerCase().includes(expected.errorContains.toLowerCase())
  ) {
    throw new Error(`"${error.message}" lacks "${expected.errorContains}"`);
  }
  for (const label of (expected.errorLabelsContain ?? []) as string[]) {
    if (!hasLabel(error, label)) throw new Error(`label ${label} is missing: ${error.message}`);
  }
  for (const label of (expected.errorLabelsOmit ?? []) as string[]) {
    if (hasLabel(error, label)) throw new Error(`label ${label} is there: ${error.message}`);
  }
  const partial = error.partialResult ?? error.result;
  if (expected.expectResult && partial && !JSON.stringify(expected.expectResult).includes('"$$exists":false')) {
    match(expected.expectResult, bulkResult(partial), true, entities);
  }
  const response = error.errorResponse ?? error.cause?.errorResponse;
  if (expected.errorResponse && response) match(expected.errorResponse, response, true, entities);
}

async function checkOutcome(outcome: CollectionData[], entities: Entities, setup: MongoClient): Promise<void> {
  for (const { databaseName, collectionName, documents } of outcome) {
    const found = await setup.db(databaseName).collection(collectionName).find().sort({ _id: 1 }).toArray();
    match(documents, found, false, entities, collectionName);
  }
}
