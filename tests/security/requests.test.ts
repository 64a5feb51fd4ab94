import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../src/lib/contracts/operations/index.ts';
import type { Problem } from '../../src/lib/contracts/errors.ts';
import type { ApiClient } from '../support/api-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let dana: ApiClient;
beforeAll(async () => {
  server = await startServer();
  dana = server.client();
  await dana.register('dana@example.com');
});
afterAll(() => server.stop());

const post = (body: BodyInit, headers: Record<string, string> = {}, path = '/api/customers') =>
  dana.fetch(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });

async function refusal(answer: Response): Promise<Problem> {
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(text).not.toMatch(/\bat \w+ \(|node_modules|\/src\/|\.ts\b|\.mjs\b/);
  return JSON.parse(text) as Problem;
}

/** Sends bytes as they are and answers what comes back. */
async function raw(text: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(text);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  await once(socket, 'close');
  return answer;
}

test.each(['{', '', '{"a":1}}', "{'a':1}", 'NaN', '{"a":\u0000}'])('%j is no JSON: 400', async (body) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect((await refusal(answer)).code).toBe('malformed');
});

test('bytes that are not UTF-8 are refused: 400', async () => {
  const answer = await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]));
  expect([answer.status, (await refusal(answer)).code]).toEqual([400, 'malformed']);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'application/json; charset=latin1'])(
  'the content type %s is refused: 415',
  async (type) => {
    const answer = await post('{}', { 'Content-Type': type });
    expect([answer.status, (await refusal(answer)).code]).toEqual([415, 'unsupported_media_type']);
  },
);

test('a compressed body is refused: it could unfold into anything', async () => {
  const answer = await post(gzipSync('{}'), { 'Content-Encoding': 'gzip' });
  expect(answer.status).toBe(415);
});

test('a body beyond the limit is refused, whether it says its size or not', async () => {
  const large = JSON.stringify({ source: 'x'.repeat(1_100_000) });
  expect([413, 'too_large']).toEqual([(await post(large)).status, (await refusal(await post(large))).code]);
  const stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(100_000)));
    },
  });
  const endless = await dana.fetch('/api/customers', {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: { 'Content-Type': 'application/json' },
  } as RequestInit);
  expect(endless.status).toBe(413);
  // Whoever is still sending gets the answer too: several times, since a closed connection loses it only now and then.
  for (let round = 0; round < 6; round++) expect((await post('x'.repeat(11_000_000))).status).toBe(413);
  await dana.ok(operations.getMe);
});

test('JSON nested without end is refused, not followed', async () => {
  const depth = 200_000;
  const answer = await post(`{"customFields":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
});

test.each([
  '{"__proto__":{"isAdmin":true},"contactInfo":{"company":"Acme"}}',
  '{"contactInfo":{"company":"Acme"},"customFields":{"__proto__":{"isAdmin":true}}}',
  '{"contactInfo":{"company":"Acme"},"customFields":{"\\u005f_proto__":{"isAdmin":true}}}',
  '{"contactInfo":{"company":"Acme"},"constructor":{"prototype":{"isAdmin":true}}}',
])('a body that reaches for prototypes is refused: %s', async (body) => {
  const answer = await post(body);
  expect([400, 422]).toContain(answer.status);
  await refusal(answer);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test.each([
  ['an operator for a string', { email: { $ne: null }, password: 'x' }],
  ['an array for a string', { email: ['dana@example.com'], password: 'x' }],
  ['a field nobody knows', { email: 'dana@example.com', password: 'x', admin: true }],
])('%s is refused: 422', async (_, body) => {
  const answer = await post(JSON.stringify(body), {}, '/api/auth/login');
  expect([answer.status, (await refusal(answer)).code]).toEqual([422, 'validation_failed']);
});

test('an unknown filter, a filter given twice and an unusable id are named: 422', async () => {
  const unknown = await dana.fetch('/api/customers?status[$ne]=lead');
  expect(unknown.status).toBe(422);
  expect((await refusal(unknown)).errors).toEqual([{ path: 'status[$ne]', message: 'is not known here' }]);
  const twice = await dana.fetch('/api/customers?status=lead&status=prospect');
  expect((await refusal(twice)).errors?.[0]?.path).toBe('status');
  const id = await dana.fetch('/api/customers/not-an-id');
  expect([id.status, (await refusal(id)).errors?.[0]?.path]).toEqual([422, 'id']);
});

test('TRACE and methods nobody serves are refused: 405 with Allow', async () => {
  const trace = await raw(`TRACE /api/auth/me HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`);
  expect(trace).toMatch(/^HTTP\/1\.1 405 /);
  expect(trace).not.toContain('secret=1');
  const put = await dana.fetch('/api/customers', { method: 'PUT' });
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  expect((await refusal(put)).code).toBe('method_not_allowed');
});

test('HEAD answers as GET without a body', async () => {
  const head = await dana.fetch('/api/auth/me', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('an address the server cannot read is refused: 400', async () => {
  for (const target of ['//evil.example.com/', '/%zz', 'http://evil.example.com/']) {
    expect(await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(await raw('GET / HTTP/1.1\r\nHost: a\r\nBroken\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});

test('a path that climbs finds nothing outside of the build', async () => {
  for (const path of [
    '/../package.json',
    '/..%2fpackage.json',
    '/_astro/../../server/entry.mjs',
    '/.env',
    '/%2e%2e/.env',
  ]) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
  }
});

test('a forged Host reaches neither links nor redirects', async () => {
  const port = new URL(server.url).port;
  const answer = await raw(`GET /api/openapi.json HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n`);
  expect(answer).toContain(`http://127.0.0.1:${port}`);
  expect(answer).not.toContain('evil.example.com');
  const body = JSON.stringify({ email: 'dana@example.com' });
  const reset = await raw(
    `POST /api/auth/password-reset HTTP/1.1\r\nHost: evil.example.com\r\nX-Forwarded-Host: evil.example.com\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  expect(reset).toMatch(/^HTTP\/1\.1 202 /);
  const { items } = await dana.ok(operations.listMails);
  expect(items[0]?.text).toContain(`http://127.0.0.1:${port}/`);
  expect(items[0]?.text).not.toContain('evil');
});

test('a password reset for an unknown email is answered the same', async () => {
  const ask = (email: string) => post(JSON.stringify({ email }), {}, '/api/auth/password-reset');
  const [known, unknown] = [await ask('dana@example.com'), await ask('nobody@example.com')];
  const shown = async (answer: Response) => ({
    status: answer.status,
    text: await answer.text(),
    headers: [...answer.headers.keys()].sort(),
  });
  expect(await shown(known)).toEqual(await shown(unknown));
});

test('a wrong password and an unknown email are answered the same', async () => {
  const attempt = async (email: string) => {
    const answer = await post(JSON.stringify({ email, password: 'not the password' }), {}, '/api/auth/login');
    const { requestId, ...shown } = await refusal(answer);
    return { requestId: typeof requestId, shown, headers: [...answer.headers.keys()].sort() };
  };
  expect(await attempt('dana@example.com')).toEqual(await attempt('nobody@example.com'));
});

test('every answer carries the security headers and a request id, errors and static files included', async () => {
  for (const path of ['/', '/favicon.svg', '/api/auth/me', '/api/nowhere', '/nowhere', '/healthz']) {
    const { headers } = await dana.fetch(path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    expect(headers.get('permissions-policy'), path).toContain('camera=()');
    expect(headers.get('x-request-id'), path).toMatch(/^[\w-]{8,64}$/);
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});

test('nothing secret and no query stands in the log', async () => {
  await dana.fetch('/api/auth/me?token=verysecretquery');
  await post(JSON.stringify({ email: 'dana@example.com', password: 'averysecretpassword' }), {}, '/api/auth/login');
  const log = server.log.join('\n');
  expect(log).toContain('/api/auth/login');
  for (const secret of [
    'verysecretquery',
    'averysecretpassword',
    dana.token ?? '',
    dana.cookies.get('session') ?? '',
  ]) {
    expect(log).not.toContain(secret);
  }
});
