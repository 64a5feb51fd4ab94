import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mongoose';
import { start } from '../../src/server/embedded-mongo/index.ts';

export interface TestDatabase {
  /** Names a database of its own. */
  uri: string;
  stop(): Promise<void>;
}

/** The same address with another database; credentials go on being checked where they were. */
export function withDatabase(uri: string, name: string): string {
  const match = /^(mongodb(?:\+srv)?:\/\/(?:([^@/]+)@)?[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri);
  if (!match) throw new Error('MONGODB_URI cannot be read');
  const [, server = '', user, database, query] = match;
  const options = new URLSearchParams(query);
  if (user !== undefined && !options.has('authSource'))
    options.set('authSource', database === undefined || database === '' ? 'admin' : database);
  return `${server}/${name}${options.size > 0 ? `?${options.toString()}` : ''}`;
}

/** An empty database for one test file: on MONGODB_URI when that is set, else on an embedded engine of its own. */
export async function startDatabase(): Promise<TestDatabase> {
  const given = process.env.MONGODB_URI;
  return given === undefined ? embedded() : onServer(given);
}

function onServer(given: string): TestDatabase {
  const uri = withDatabase(given, `throughline-test-${randomBytes(6).toString('hex')}`);
  return {
    uri,
    async stop() {
      const connection = await createConnection(uri, { autoIndex: false }).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

async function embedded(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'throughline-'));
  const server = await start({ path: directory });
  return {
    uri: server.uri,
    async stop() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
