import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildContainer, currentContainer, getContainer, type Container } from '../../../src/server/container.ts';
import { parseEnvironment } from '../../../src/server/env.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { aMail } from '../../support/records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(async () => {
  await database.stop();
});

const variables = (more: Record<string, string> = {}) => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  MONGODB_URI: database.uri,
  JWT_SECRET: 'j'.repeat(32),
  JWT_REFRESH_SECRET: 'r'.repeat(32),
  ...more,
});

describe('a container', () => {
  let container: Container | undefined;
  const build = async (more: Record<string, string> = {}) =>
    (container = await buildContainer(parseEnvironment(variables(more))));
  const closing = async () => {
    await container?.close();
  };

  test('has ports that work, and ids and a clock that go on', async () => {
    const { ports } = await build();
    expect(await ports.users.any()).toBe(false);
    expect(ports.ids.next()).toMatch(/^[0-9a-f]{24}$/);
    expect(ports.ids.next() > ports.ids.next()).toBe(false);
    expect(Math.abs(ports.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
    expect(ports.policy).toEqual({
      siteUrl: 'http://127.0.0.1:3000',
      siteName: 'Throughline',
      registration: 'open',
      production: false,
      aiDefaults: {
        models: { fast: 'openai/gpt-4o-mini', quality: 'google/gemini-2.5-pro' },
        limits: { requestsPerMinute: 20, concurrency: 30 },
        prices: [
          { model: 'openai/gpt-4o-mini', input: 0.15, output: 0.6 },
          { model: 'google/gemini-2.5-pro', input: 1.25, output: 10 },
        ],
      },
    });
    await ports.rateLimits.consume('login', 'someone');
    await closing();
    await expect(ports.users.any()).rejects.toThrow();
  });

  test('sends nothing anywhere unless told to', async () => {
    const { ports } = await build();
    expect([ports.ai.available, ports.mail.delivers]).toEqual([false, false]);
    const sent = await ports.mail.send(aMail(ports.ids.next()), new AbortController().signal);
    expect(sent).toEqual({ status: 'delayed', reason: 'SMTP_URL is not set' });
    await closing();
  });

  test('offers models and mail once they are configured', async () => {
    const { ports } = await build({ OPENROUTER_API_KEY: 'key', SMTP_URL: 'smtp://127.0.0.1:9' });
    expect([ports.ai.available, ports.mail.delivers]).toEqual([true, true]);
    const sent = await ports.mail.send(aMail(ports.ids.next()), new AbortController().signal);
    expect(sent).toMatchObject({ status: 'delayed', reason: expect.stringContaining('ECONNREFUSED') as string });
    await closing();
  });
});

describe('the process’s container', () => {
  test('is one, made at first use, and tried again after a failed start', async () => {
    expect(currentContainer()).toBeUndefined();
    for (const [name, value] of Object.entries(variables())) vi.stubEnv(name, value);
    vi.stubEnv('JWT_SECRET', 'short');
    await expect(getContainer()).rejects.toThrow('JWT_SECRET');
    vi.stubEnv('JWT_SECRET', 'j'.repeat(32));
    const [first, second] = await Promise.all([getContainer(), getContainer()]);
    expect(first).toBe(second);
    expect(await currentContainer()).toBe(first);
    await first.close();
    vi.unstubAllEnvs();
  });
});
