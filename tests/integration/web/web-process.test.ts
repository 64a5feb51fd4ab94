import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import { startDatabase } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const metricsToken = 'a token for metrics';
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: { METRICS_TOKEN: metricsToken } });
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

test('it is alive and ready, and tells that there is no sidecar', async () => {
  const client = server.client();
  expect(await client.ok(operations.healthz)).toEqual({ status: 'ok' });
  expect(await client.ok(operations.readyz)).toEqual({ status: 'ready', database: 'up', sidecar: 'down' });
});

test('prerendered pages carry Astro’s policy and are revalidated, assets are kept for a year', async () => {
  const page = await get('/');
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-.*frame-ancestors 'none'/);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const asset = /\/_astro\/[\w.-]+\.css/.exec(html)?.[0] ?? 'missing';
  const { headers, status } = await get(asset);
  expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test('what the browser has already is not sent again', async () => {
  const etag = (await get('/')).headers.get('etag') ?? '';
  expect((await get('/', { 'If-None-Match': etag })).status).toBe(304);
  expect((await get('/', { 'If-None-Match': '"other"' })).status).toBe(200);
});

test('static files come in the encoding asked for', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await get('/', { 'Accept-Encoding': encoding });
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(await answer.text()).toMatch(/^<!doctype html>/i);
  }
});

test('figures are told to whoever has the token', async () => {
  expect((await get('/metrics')).status).toBe(401);
  expect((await get('/metrics', { Authorization: 'Bearer another token' })).status).toBe(401);
  await get('/api/auth/me');
  const figures = async () => (await get('/metrics', { Authorization: `Bearer ${metricsToken}` })).text();
  // An answer is counted when it has left, which may be after its reader has read it.
  await expect.poll(figures).toMatch(/http_request_duration_seconds_count\{method="GET",kind="api",status="401"\} \d+/);
  expect(await figures()).toContain('process_resident_memory_bytes');
});

test('every request leaves a line in the log, with its id', async () => {
  const answer = await get('/api/auth/me', { 'X-Request-Id': 'given-by-a-proxy-1' });
  expect(answer.headers.get('x-request-id')).toBe('given-by-a-proxy-1');
  await pause(50);
  const lines = server.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({ requestId: 'given-by-a-proxy-1', method: 'GET', path: '/api/auth/me', status: 401 }),
  );
});

test('without METRICS_TOKEN there are no metrics', async () => {
  const other = await startServer({ database: server.database });
  expect((await fetch(`${other.url}/metrics`)).status).toBe(404);
  await other.stop();
});

test('it starts without a database, says so, and is ready when the database comes', async () => {
  const database = await startDatabase();
  const away = await startServer({
    database,
    env: { MONGODB_URI: 'mongodb://127.0.0.1:9/none?serverSelectionTimeoutMS=200&connectTimeoutMS=200' },
    waitReady: false,
  });
  const ready = await fetch(`${away.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(ready.headers.get('retry-after')).toBe('5');
  expect(await ready.json()).toMatchObject({ status: 'unavailable', database: 'down' });
  expect((await fetch(`${away.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${away.url}/`)).status).toBe(200);
  await away.stop();
  await database.stop();
});

test('asked to stop, it answers what is under way, closes the database, and ends with 0', async () => {
  const other = await startServer({ database: server.database });
  const body = JSON.stringify({
    email: 'dana@example.com',
    password: 'correct horse battery',
    firstName: 'D',
    lastName: 'R',
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${other.url}/api/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.write(body.slice(0, 10));
    setTimeout(() => sent.end(body.slice(10)), 300);
  });
  await pause(100);
  const code = other.stop();
  expect(await answered).toBe(201);
  expect(await code).toBe(0);
  expect(other.log.at(-1)).toContain('stopped');
});

test('settings it cannot use are named, never shown', async () => {
  const broken = startServer({ database: server.database, env: { JWT_SECRET: 'tooshort', PORT: 'abc' } });
  const error = await broken.then(
    () => null,
    (reason: unknown) => String(reason),
  );
  expect(error).toContain('JWT_SECRET');
  expect(error).toContain('PORT');
  expect(error).not.toContain('tooshort');
});
