import { Binary, ObjectId } from 'bson';
import { randomBytes } from 'node:crypto';
import { MAX_DOCUMENT } from '../bson/decode.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { MAX_MESSAGE } from '../wire.ts';
import type { CommandContext } from './context.ts';

/** The name of the one-node replica set the engine announces itself as. */
export const REPLICA_SET = 'embedded';
/** The server version whose behaviour the engine follows, and its wire version. */
const VERSION = '8.0.0';
const WIRE_VERSION = 25;
/** One node elects itself once. */
const ELECTION = new ObjectId('7fffffff0000000000000001');

/** `hello` and its older names: what the server is. Without a topologyVersion the driver polls instead of streaming. */
export function hello({ command, name, connection }: CommandContext): Doc {
  const client = command.client;
  if (isDoc(client) && isDoc(client.application) && typeof client.application.name === 'string') {
    connection.appName ??= client.application.name;
  }
  const me = 'embedded.sock:27017';
  return {
    ...(name === 'hello' ? {} : { ismaster: true }),
    helloOk: true,
    isWritablePrimary: true,
    setName: REPLICA_SET,
    setVersion: 1,
    secondary: false,
    hosts: [me],
    primary: me,
    me,
    electionId: ELECTION,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  };
}

export function ping(): Doc {
  return {};
}

export function buildInfo(): Doc {
  return {
    version: VERSION,
    gitVersion: 'embedded',
    modules: [],
    sysInfo: 'embedded',
    versionArray: VERSION.split('.').map(Number).concat(0),
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT,
    storageEngines: ['sqlite'],
  };
}

export function serverStatus({ engine }: CommandContext): Doc {
  const memory = process.memoryUsage();
  return {
    host: 'embedded',
    version: VERSION,
    process: 'embedded-mongo',
    pid: process.pid,
    uptime: (Date.now() - engine.started.getTime()) / 1000,
    localTime: new Date(),
    mem: { bits: 64, resident: Math.round(memory.rss / 2 ** 20), virtual: 0 },
    metrics: { cursor: { open: { total: engine.cursors.count } } },
    transactions: { currentOpen: engine.transactions.openCount },
    repl: { setName: REPLICA_SET, isWritablePrimary: true },
    storageEngine: { name: 'sqlite' },
  };
}

export function connectionStatus(): Doc {
  return { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } };
}

export function hostInfo(): Doc {
  return { system: { currentTime: new Date(), hostname: 'embedded' }, os: {}, extra: {} };
}

export function replSetGetStatus(): Doc {
  return {
    set: REPLICA_SET,
    date: new Date(),
    myState: 1,
    members: [{ _id: 0, name: 'embedded.sock:27017', health: 1, state: 1, stateStr: 'PRIMARY', self: true }],
  };
}

const PARAMETERS: Readonly<Doc> = {
  featureCompatibilityVersion: { version: '8.0' },
  authenticationMechanisms: [],
  requireApiVersion: false,
  transactionLifetimeLimitSeconds: 20,
};

export function getParameter({ command }: CommandContext): Doc {
  if (command.getParameter === '*' || isDoc(command.getParameter)) return { ...PARAMETERS };
  const found = Object.entries(PARAMETERS).filter(([name]) => command[name] !== undefined);
  if (found.length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
  return Object.fromEntries(found);
}

/** `startSession`: a new session's id. */
export function startSession(): Doc {
  return { id: { id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) }, timeoutMinutes: 30 };
}

function sessionIds(command: Doc, field: string): Buffer[] {
  const list = command[field];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) =>
    isDoc(item) && item.id instanceof Binary ? [Buffer.from(item.id.buffer.subarray(0, item.id.position))] : [],
  );
}

/** `endSessions`, `killSessions`: their transactions and cursors end. */
export function endSessions({ command, engine, name }: CommandContext): Doc {
  for (const session of sessionIds(command, name)) engine.endSession(session);
  return {};
}

/** `killAllSessions`: every open transaction and cursor ends. */
export function killAllSessions({ engine }: CommandContext): Doc {
  engine.transactions.abortAll();
  return {};
}

/** `commitTransaction` */
export async function commitTransaction({ engine, session, txnNumber }: CommandContext): Promise<Doc> {
  if (!session || txnNumber === undefined)
    throw new MongoError('InvalidOptions', 'commitTransaction must be run within a transaction');
  await engine.transactions.commit(session, txnNumber);
  return {};
}

/** `abortTransaction` */
export function abortTransaction({ engine, transaction }: CommandContext): Doc {
  if (!transaction) throw new MongoError('InvalidOptions', 'abortTransaction must be run within a transaction');
  engine.transactions.abort(transaction);
  return {};
}
