import type { Connection } from 'mongoose';
import type { Actor } from '../../src/lib/domain/actor.ts';
import type { Clock, Ids, Logger, Policy, Ports } from '../../src/server/ports/index.ts';
import { createPasswords } from '../../src/server/auth/passwords.ts';
import { createTokens } from '../../src/server/auth/tokens.ts';
import { createRateLimiter } from '../../src/server/http/rate-limits.ts';
import { createRecent } from '../../src/server/recent.ts';
import { connect, createStores } from '../../src/server/stores/index.ts';
import { noAi } from './no-ai.ts';
import { startDatabase, type TestDatabase } from './database.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: string | Date): void;
  advance(milliseconds: number): void;
}

export function testClock(start = '2026-11-26T09:00:00Z'): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (instant) => (now = new Date(instant)),
    advance: (milliseconds) => (now = new Date(now.getTime() + milliseconds)),
  };
}

/** Ids 000…001, 000…002, …: in order, as real ones are. */
export function testIds(): Ids {
  let last = 0;
  return { next: () => (last += 1).toString(16).padStart(24, '0') };
}

const nothing = () => undefined;
export const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export const system: Actor = { kind: 'system', id: null, name: 'Throughline' };

export const testPolicy: Policy = {
  siteUrl: 'http://127.0.0.1:3000',
  siteName: 'Throughline',
  registration: 'open',
  production: false,
  aiDefaults: {
    models: { fast: 'openai/gpt-4o-mini', quality: 'google/gemini-2.5-pro' },
    limits: { requestsPerMinute: 20, concurrency: 10 },
    prices: [{ model: 'openai/gpt-4o-mini', input: 0.15, output: 0.6 }],
  },
};

export interface TestWorld {
  ports: Ports;
  clock: TestClock;
  connection: Connection;
  database: TestDatabase;
  close(): Promise<void>;
}

/** Everything use-cases need, on a real and empty database; time stands still and no model is at hand. */
export async function testPorts({ limit = 100_000 } = {}): Promise<TestWorld> {
  const database = await startDatabase();
  const connection = await connect({ MONGODB_URI: database.uri, MONGODB_POOL_SIZE: 10 }, silent);
  const clock = testClock();
  const ids = testIds();
  const ports: Ports = {
    clock,
    ids,
    log: silent,
    policy: testPolicy,
    ...(await createStores(connection, { clock, ids })),
    recent: createRecent(),
    rateLimits: createRateLimiter({
      RATE_LIMIT_API: limit,
      RATE_LIMIT_LOGIN: limit,
      RATE_LIMIT_PUBLIC: limit,
      RATE_LIMIT_LEADS: limit,
      RATE_LIMIT_GENERATE: limit,
    }),
    passwords: createPasswords(),
    tokens: createTokens({ JWT_SECRET: 'j'.repeat(32), JWT_REFRESH_SECRET: 'r'.repeat(32) }),
    ai: noAi,
    mail: { delivers: false, send: () => Promise.reject(new Error('No transport is at hand')) },
    backups: {
      available: false,
      list: () => Promise.resolve([]),
      make: () => Promise.reject(new Error('No embedded database is at hand')),
      read: () => Promise.resolve(null),
      remove: () => Promise.resolve(false),
      restoreCommand: (name) => name,
    },
    webhooks: { secret: '', post: () => Promise.reject(new Error('No network is at hand')) },
  };
  return {
    ports,
    clock,
    connection,
    database,
    async close() {
      await connection.close();
      await database.stop();
    },
  };
}
