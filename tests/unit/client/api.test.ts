import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Client from '../../../src/lib/client/api.ts';

type Answer = (path: string, headers: Headers) => Response | Promise<Response>;

let client: typeof Client;
let sent: { method: string; path: string; headers: Headers; body: unknown }[] = [];
const answering = (answer: Answer) => {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    sent.push({ method: init.method ?? 'GET', path, headers, body: init.body });
    init.signal?.throwIfAborted();
    return answer(path, headers);
  });
};
const json = (body: unknown, status = 200) => Response.json(body, { status });
const denied = () => json({ code: 'unauthorized', detail: 'Log in first.' }, 401);
const bearer = (headers: Headers) => headers.get('Authorization');
const calls = () => sent.map(({ method, path }) => `${method} ${path}`);

beforeEach(async () => {
  sent = [];
  vi.resetModules();
  client = await import('../../../src/lib/client/api.ts');
});

describe('a call', () => {
  test('carries version, key and patience, and answers what the server did', async () => {
    answering(() => json({ task: 1 }));
    expect(await client.api.patch('/tasks/1', { title: 'x' }, { ifMatch: 7 })).toEqual({ task: 1 });
    await client.api.post('/tasks', undefined, { idempotencyKey: 'mine', wait: 5 });
    await client.api.post('/tasks', {});
    const [patch, post, other] = sent;
    expect(patch).toMatchObject({ method: 'PATCH', path: '/api/tasks/1', body: '{"title":"x"}' });
    expect(patch?.headers.get('If-Match')).toBe('"7"');
    expect(patch?.headers.get('Idempotency-Key')).toBeNull();
    expect([post?.headers.get('Idempotency-Key'), post?.headers.get('Prefer')]).toEqual(['mine', 'wait=5']);
    expect(other?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('that answers nothing resolves to nothing', async () => {
    answering(() => new Response(null, { status: 204 }));
    await expect(client.api.delete('/tasks/1')).resolves.toBeUndefined();
  });

  test('that is refused throws the problem, field by field', async () => {
    const errors = [{ path: 'email', message: 'must be an email address' }];
    answering(() => json({ code: 'validation_failed', detail: 'Not valid.', errors }, 422));
    const error: unknown = await client.api.get('/customers').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(client.ApiError);
    expect(error).toMatchObject({ code: 'validation_failed', status: 422, message: 'Not valid.', fieldErrors: errors });
    expect((error as Client.ApiError).fieldError('email')).toBe('must be an email address');
    expect((error as Client.ApiError).fieldError('name')).toBeUndefined();
  });

  test.each([
    ['no network', () => Promise.reject(new TypeError('failed to fetch')), 'offline', /^The server does not answer\./],
    ['another’s page', () => new Response('<h1>Log in to this network</h1>'), 'offline', /^The server does not answer/],
    ['a proxy’s error page', () => new Response('Bad gateway', { status: 502 }), 'internal', /answered 502/],
  ] as const)('that meets %s says so in a sentence', async (_what, answer, code, message) => {
    answering(answer);
    const refusal = await client.api.get('/tasks').catch((reason: unknown) => reason);
    expect(refusal).toMatchObject({ name: 'ApiError', code, message: expect.stringMatching(message) as string });
  });

  test('that is given up rejects with the reason it was given up for', async () => {
    answering(() => json({}));
    const reason = new Error('the person typed on');
    await expect(client.api.get('/tasks', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('an ended session', () => {
  test('is renewed silently, once for all who wait, and the call repeated as it was', async () => {
    answering((path, headers) => {
      if (path === '/api/auth/refresh') return json({ token: 'fresh' });
      return bearer(headers) === 'Bearer fresh' ? json({ ok: true }) : denied();
    });
    const answers = await Promise.all([client.api.post('/tasks', { title: 'x' }), client.api.get('/customers')]);
    expect(answers).toEqual([{ ok: true }, { ok: true }]);
    expect(calls().filter((call) => call === 'POST /api/auth/refresh')).toHaveLength(1);
    const keys = sent.filter(({ path }) => path === '/api/tasks').map(({ headers }) => headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(1);
    client.forgetToken();
    answering(() => json({}));
    await client.api.get('/tasks');
    expect(bearer(sent.at(-1)!.headers)).toBeNull();
  });

  test.each([
    ['refused', () => denied()],
    ['answered by another’s page', () => new Response('<h1>Log in to this network</h1>')],
    ['not reached', () => Promise.reject(new TypeError('failed to fetch'))],
  ] as const)('whose renewal is %s asks the person, once, and goes on when they log in', async (_how, renewal) => {
    let loggedIn = false;
    answering((path) => (path === '/api/auth/refresh' ? renewal() : loggedIn ? json({ ok: true }) : denied()));
    const ask = vi.fn(async () => (loggedIn = true));
    client.onLoginNeeded(ask);
    expect(await Promise.all([client.api.get('/tasks'), client.api.get('/customers')])).toHaveLength(2);
    expect(ask).toHaveBeenCalledOnce();
  });

  test('of someone who declines to log in is a refusal', async () => {
    answering(denied);
    await expect(client.api.get('/tasks')).rejects.toMatchObject({ code: 'unauthorized', message: 'Log in first.' });
    expect(calls()).toEqual(['GET /api/tasks', 'POST /api/auth/refresh']);
  });
});

test('a query names what is set', () => {
  expect(client.queryString({ q: 'a b', status: '', limit: 0, sort: null, cursor: undefined })).toBe('?q=a+b&limit=0');
  expect(client.queryString({})).toBe('');
});
