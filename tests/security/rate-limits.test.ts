import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../src/lib/contracts/operations/index.ts';
import type { Problem } from '../../src/lib/contracts/errors.ts';
import { startServer, type TestServer } from '../support/server.ts';

const limits = { RATE_LIMIT_API: '40', RATE_LIMIT_LOGIN: '4', RATE_LIMIT_PUBLIC: '12', RATE_LIMIT_LEADS: '7' };
let server: TestServer;
let proxied: TestServer;
beforeAll(async () => {
  server = await startServer({ env: limits });
  proxied = await startServer({ database: server.database, env: { ...limits, TRUST_PROXY: 'on' } });
  await server.client().register('dana@example.com');
});
afterAll(async () => {
  await proxied.stop();
  await server.stop();
});

const body = (password: string, email = 'dana@example.com') => ({ body: { email, password } });

/** Repeats until refused for coming too often; answers how often it went through, and the refusal. */
async function untilLimited(call: () => Promise<{ status: number; headers: Headers; body: unknown }>) {
  for (let passed = 0; passed < 60; passed += 1) {
    const answer = await call();
    if (answer.status !== 429) continue;
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((answer.body as Problem).code).toBe('rate_limited');
    return passed;
  }
  throw new Error('never refused');
}

test('guessing at a password ends after a few tries, in all processes; the right one does not count', async () => {
  const [one, other] = [server.client(), proxied.client()];
  for (let time = 0; time < 5; time += 1) await one.login('dana@example.com');
  let turn = 0;
  const passed = await untilLimited(() => {
    turn += 1;
    return (turn % 2 ? one : other).call(operations.login, body('wrong password'));
  });
  expect(passed).toBe(4);
});

test('the API as a whole is limited for each member, not for all together', async () => {
  const [dana, sam] = [server.client(), server.client()];
  await dana.register('dana2@example.com');
  await sam.register('sam@example.com');
  expect(await untilLimited(() => dana.call(operations.getMe))).toBe(40);
  expect((await sam.call(operations.getMe)).status).toBe(200);
});

test('addresses a caller writes into X-Forwarded-For count only behind a trusted proxy', async () => {
  const guess = (at: TestServer, address: string, index: number) =>
    at.client().call(operations.login, {
      ...body('wrong password', `user${index}@example.com`),
      headers: { 'X-Forwarded-For': `198.51.100.${index}, ${address}` },
    });
  // Another address each time, as the proxy saw it: nobody is refused.
  for (let index = 0; index < 20; index += 1) {
    expect((await guess(proxied, `203.0.113.${index}`, index)).status).toBe(401);
  }
  // The proxy's word is one address, whatever stands before it.
  let index = 0;
  await untilLimited(() => guess(proxied, '203.0.113.99', (index += 1)));
  // Without a proxy the header is nothing but the caller's word.
  await untilLimited(() => guess(server, '203.0.113.77', (index += 1)));
});

test('registering and asking for resets are limited too', async () => {
  const client = proxied.client();
  const from = (address: string) => ({ 'X-Forwarded-For': address });
  let index = 0;
  await untilLimited(() =>
    client.call(operations.requestPasswordReset, {
      body: { email: `nobody${(index += 1)}@example.com` },
      headers: from('203.0.113.150'),
    }),
  );
  await untilLimited(() =>
    client.call(operations.register, {
      body: { email: `new${(index += 1)}@example.com`, password: 'long enough to pass', firstName: 'N', lastName: 'N' },
      headers: from('203.0.113.151'),
    }),
  );
});

test('forms of visitors and plans of the demo page are limited by address, each by itself; what was typed stays', async () => {
  const headers = { 'X-Forwarded-For': '203.0.113.170' };
  const client = proxied.client();
  let index = 0;
  const passed = await untilLimited(() =>
    client.call(operations.createLead, {
      body: { type: 'contact', name: 'Many', email: 'many@example.com', message: `${(index += 1)}` },
      headers,
    }),
  );
  expect(passed).toBe(7);
  const post = (path: string, fields: Record<string, string>) =>
    client.fetch(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  const form = { type: 'contact', name: 'Many', email: 'many@example.com', message: 'Kept all the same' };
  const refused = await post('/contact', form);
  const html = await refused.text();
  expect([refused.status, html.includes('Too many requests'), html.includes(form.message)]).toEqual([429, true, true]);
  const statuses: number[] = [];
  for (let time = 0; time < 13; time += 1)
    statuses.push((await post('/demo', { type: 'plan', goal: 'Win it' })).status);
  expect(statuses).toEqual([...Array<number>(12).fill(200), 429]);
});
