import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

const friend = 'https://app.example.com';
const foreign = 'https://evil.example.com';
let server: TestServer;
let dana: ApiClient;
beforeAll(async () => {
  server = await startServer({ env: { FRONTEND_URL: friend } });
  dana = server.client();
  await dana.register('dana@example.com');
});
afterAll(() => server.stop());

const withCookie = (path: string, init: RequestInit) => {
  const headers = new Headers(init.headers);
  headers.set('Cookie', dana.cookieHeader());
  return fetch(`${server.url}${path}`, { ...init, headers });
};
const task = JSON.stringify({ title: 'Planted from outside', generate: false });

describe('a request with a cookie from another site', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    '',
  ])('is refused with the content type "%s", and changes nothing', async (type) => {
    const answer = await withCookie('/api/tasks', {
      method: 'POST',
      headers: { Origin: foreign, ...(type && { 'Content-Type': type }) },
      body: new TextEncoder().encode(task),
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'foreign_origin' });
    const { total } = (await (await dana.fetch('/api/tasks')).json()) as { total: number };
    expect(total).toBe(0);
  });

  test.each(['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'PUT'])('is refused with %s', async (method) => {
    const answer = await withCookie('/api/auth/sessions', { method, headers: { Origin: foreign } });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    'null',
    'http://127.0.0.1',
    'https://app.example.com.evil.example.com',
    'https://app.example.com:444',
    'http://app.example.com',
    'https://APP.example.com@evil.example.com',
    `${friend}/`,
  ])('is refused with the origin %s', async (origin) => {
    const answer = await withCookie('/api/auth/me', { headers: { Origin: origin } });
    expect(answer.status).toBe(403);
  });

  test('is refused without Origin too when the browser says it comes from elsewhere', async () => {
    const answer = await withCookie('/api/auth/logout', {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    expect((await dana.fetch('/api/auth/me')).status).toBe(200);
  });

  test('is refused although the Host header was forged to match', async () => {
    const answer = await withCookie('/api/auth/me', {
      headers: { Origin: foreign, 'X-Forwarded-Host': 'evil.example.com' },
    });
    expect(answer.status).toBe(403);
  });
});

test('our own origin and the one FRONTEND_URL names may use the cookie', async () => {
  const port = new URL(server.url).port;
  for (const origin of [server.url, `http://localhost:${port}`, friend]) {
    const answer = await withCookie('/api/auth/me', { headers: { Origin: origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  }
});

test('a program without Origin and cookie is welcome, one with a foreign Origin and a token too', async () => {
  expect((await dana.fetch('/api/auth/me')).status).toBe(200);
  const answer = await dana.fetch('/api/auth/me', { headers: { Origin: foreign } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

const preflight = (origin: string) =>
  fetch(`${server.url}/api/tasks`, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    },
  });

test('a preflight of an allowed origin names what it may do', async () => {
  const answer = await preflight(friend);
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe(friend);
  expect(answer.headers.get('access-control-allow-methods')).toMatch(/PATCH/);
  expect(answer.headers.get('access-control-allow-headers')).toMatch(/Authorization/);
});

test('a preflight of another origin allows nothing', async () => {
  const answer = await preflight(foreign);
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('a form posted to a page by another site is refused, with and without cookies', async () => {
  const form = new URLSearchParams({ email: 'dana@example.com', password: 'correct horse battery' });
  const attempts: Record<string, string>[] = [
    { Origin: foreign },
    { Origin: foreign, Cookie: dana.cookieHeader() },
    { Origin: 'null' },
  ];
  for (const headers of attempts) {
    const answer = await fetch(`${server.url}/login`, { method: 'POST', headers, body: form, redirect: 'manual' });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

test('the login form works without JavaScript, and leads only to paths of this site', async () => {
  const post = (password: string, next: string) =>
    fetch(`${server.url}/login?next=${encodeURIComponent(next)}`, {
      method: 'POST',
      headers: { Origin: server.url },
      body: new URLSearchParams({ email: 'dana@example.com', password }),
      redirect: 'manual',
    });
  const right = await post('correct horse battery', '/app/tasks');
  expect([right.status, right.headers.get('location')]).toEqual([303, '/app/tasks']);
  expect(right.headers.getSetCookie().some((cookie) => cookie.startsWith('session='))).toBe(true);
  expect((await post('correct horse battery', 'https://evil.example.com/')).headers.get('location')).toBe('/app');
  const wrong = await post('wrong password', '/app');
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('content-security-policy')).toMatch(/script-src 'self'.*frame-ancestors 'none'/);
  const html = await wrong.text();
  expect(html).toContain('dana@example.com');
  expect(html).not.toContain('wrong password');
});
