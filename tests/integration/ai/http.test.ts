import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* The routes over real HTTP; what they decide is tested with the use-cases. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  await seller.register('seller@example.com');
});
afterAll(() => server.stop());

test('settings are read and changed by admins, with If-Match', async () => {
  const { settings } = await admin.ok(operations.getAiSettings, {});
  expect(settings.version).toBe(1);
  const changed = await admin.ok(operations.updateAiSettings, {
    body: { budgets: { company: { monthly: 20 } } },
    headers: { 'If-Match': '"1"' },
  });
  expect(changed.settings).toMatchObject({ version: 2, budgets: { company: { monthly: 20 } } });
  const problem = await admin.refused(operations.updateAiSettings, {
    body: { budgets: { company: { monthly: 30 } } },
    headers: { 'If-Match': '"1"' },
  });
  expect(problem).toMatchObject({ code: 'conflict', conflicts: ['budgets.company.monthly'], current: { version: 2 } });
  expect((await admin.refused(operations.updateAiSettings, { body: { limits: { concurrency: 0 } } })).errors).toEqual([
    expect.objectContaining({ path: 'limits.concurrency' }),
  ]);
  expect((await seller.refused(operations.getAiSettings, {})).code).toBe('forbidden');
  expect((await seller.refused(operations.updateAiSettings, { body: {} })).code).toBe('forbidden');
});

test('usage is listed and summed up', async () => {
  expect(await seller.ok(operations.listUsage, { query: { outcome: 'ok', limit: '5' } })).toEqual({
    items: [],
    total: 0,
    nextCursor: null,
  });
  const { summary } = await admin.ok(operations.getUsageSummary, {});
  expect(summary.budgets.company?.monthly).toMatchObject({ limit: 20, remaining: 20 });
  expect((await seller.ok(operations.getUsageSummary, {})).summary.budgets.company).toBeNull();
  expect((await seller.refused(operations.listUsage, { query: { q: 'x' } })).code).toBe('validation_failed');
});
