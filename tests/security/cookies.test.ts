import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let plain: TestServer;
let secure: TestServer;
beforeAll(async () => {
  plain = await startServer();
  secure = await startServer({ database: plain.database, env: { SITE_URL: 'https://crm.example.com' } });
  await plain.client().register('dana@example.com');
});
afterAll(async () => {
  await secure.stop();
  await plain.stop();
});

const body = JSON.stringify({ email: 'dana@example.com', password: 'correct horse battery' });
const login = (server: TestServer) =>
  fetch(`${server.url}/api/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
const attributesOf = (cookie: string | undefined) =>
  new Set(
    cookie
      ?.split(';')
      .slice(1)
      .map((attribute) => attribute.trim().toLowerCase()),
  );

test('both cookies are HttpOnly, Lax, end after a week, and are no wider than needed', async () => {
  const cookies = (await login(plain)).headers.getSetCookie();
  const session = cookies.find((cookie) => cookie.startsWith('session='));
  const refresh = cookies.find((cookie) => cookie.startsWith('refresh='));
  expect(attributesOf(session)).toEqual(new Set(['max-age=604800', 'path=/', 'httponly', 'samesite=lax']));
  expect(attributesOf(refresh)).toEqual(new Set(['max-age=604800', 'path=/api/auth', 'httponly', 'samesite=lax']));
});

test('they are Secure when the site is https', async () => {
  const answer = await login(secure);
  const cookies = answer.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) expect(attributesOf(cookie)).toContain('secure');
  expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
});

test('the session’s secret appears in its cookie and nowhere in the answer', async () => {
  const client = plain.client();
  const user = await client.login('dana@example.com');
  const secret = client.cookies.get('session') ?? '';
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify({ user, token: client.token, refreshToken: client.refreshToken })).not.toContain(secret);
  const sessions = await (await client.fetch('/api/auth/sessions')).text();
  expect(sessions).not.toContain(secret);
});

test('a cookie that opens nothing is removed', async () => {
  const answer = await fetch(`${plain.url}/api/auth/me`, { headers: { Cookie: 'session=0123456789' } });
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie().join()).toMatch(/session=.*(max-age=0|1970)/i);
});

test('logging out removes both', async () => {
  const client = plain.client();
  await client.login('dana@example.com');
  client.useCookies = true;
  expect((await client.fetch('/api/auth/logout', { method: 'POST' })).status).toBe(204);
  expect([...client.cookies.keys()]).toEqual([]);
});
