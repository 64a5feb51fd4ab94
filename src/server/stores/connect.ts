import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, Error as MongooseError, mongo, type Connection } from 'mongoose';
import type { Environment } from '../env.ts';
import type { Logger } from '../ports/index.ts';

const patienceMs = 60_000;
const longestPauseMs = 5000;

/** The database works, but not in the way the project needs: trying again would not help. */
export class UnusableDatabaseError extends Error {
  override readonly name = 'UnusableDatabaseError';
}

/**
 * Connects, trying for a minute with growing pauses. After a later loss the driver connects again by itself; what is
 * asked meanwhile waits 5 s and then fails with `unavailable`. Throws UnusableDatabaseError for a server that is no
 * replica set (transactions and change streams need one) and says how to make it one.
 */
export async function connect(
  { MONGODB_URI, MONGODB_POOL_SIZE }: Pick<Environment, 'MONGODB_URI' | 'MONGODB_POOL_SIZE'>,
  log: Logger,
): Promise<Connection> {
  const giveUp = Date.now() + patienceMs;
  for (let pause = 250; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await open(MONGODB_URI, MONGODB_POOL_SIZE, log);
    } catch (error) {
      if (error instanceof UnusableDatabaseError || isRefusal(error) || Date.now() + pause > giveUp) throw error;
      log.warn({ error: (error as Error).message }, 'The database does not answer yet; trying again');
      await sleep(pause);
    }
  }
}

/** A wrong address or password does not mend itself. */
const isRefusal = (error: unknown): boolean =>
  // Two packages have a class of this name.
  (error instanceof Error && error.name === 'MongoParseError') ||
  error instanceof mongo.MongoInvalidArgumentError ||
  (error instanceof mongo.MongoServerError && (error.code === 18 || error.code === 8000));

async function open(uri: string, poolSize: number, log: Logger): Promise<Connection> {
  const connection = createConnection(uri, {
    appName: 'throughline',
    maxPoolSize: poolSize,
    serverSelectionTimeoutMS: 5000,
    connectTimeoutMS: 5000,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  // Without a listener a lost connection would end the process.
  connection.on('error', (error: Error) => log.warn({ error: error.message }, 'The database connection failed'));
  try {
    await connection.asPromise();
    const hello = await connection.db?.admin().command({ hello: 1 });
    if (hello?.setName === undefined && hello?.msg !== 'isdbgrid') throw standalone(connection);
  } catch (error) {
    await connection.close(true).catch(() => undefined);
    throw isWaitingReplicaSet(error) ? uninitiated() : error;
  }
  const lost = () => log.warn({}, 'The database connection is lost');
  connection.on('disconnected', lost);
  // Closing it is no loss.
  connection.once('disconnecting', () => connection.off('disconnected', lost));
  connection.on('connected', () => log.info({}, 'The database is connected again'));
  return connection;
}

/** A server started with --replSet that nobody has initiated yet. */
function isWaitingReplicaSet(error: unknown): boolean {
  if (!(error instanceof MongooseError.MongooseServerSelectionError)) return false;
  const seen = error.cause as mongo.TopologyDescription | undefined;
  return [...(seen?.servers.values() ?? [])].some(({ type }) => type === 'RSGhost');
}

const needed = 'Throughline needs transactions and change streams, which MongoDB has on a replica set only';
const initiate = `mongosh "$MONGODB_URI" --eval 'rs.initiate()'`;

const uninitiated = () =>
  new UnusableDatabaseError(`${needed}. This server waits to become one; run once: ${initiate}`);

const standalone = ({ host, port }: Connection) =>
  new UnusableDatabaseError(
    `${needed}; a single server is enough. ${host}:${port} is a standalone server. Stop it and start it again with ` +
      `this added to its command: --replSet rs0 (or replication.replSetName: rs0 in mongod.conf), then run once: ${initiate}`,
  );
