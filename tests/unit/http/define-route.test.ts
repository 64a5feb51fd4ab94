import type { APIContext } from 'astro';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../../../src/lib/contracts/operations/operation.ts';
import type { MemberActor } from '../../../src/lib/domain/actor.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { defineRoute } from '../../../src/server/http/define-route.ts';
import { otherMethods } from '../../../src/server/http/other-methods.ts';
import { createRateLimiter } from '../../../src/server/http/rate-limits.ts';
import { DuplicateKeyError, StaleRecordError, type IdempotencyStore } from '../../../src/server/ports/index.ts';

const make = operation({
  id: 'make',
  method: 'POST',
  path: '/api/things/{id}',
  tag: 'Things',
  auth: 'member',
  permissions: [],
  summary: 'Make a thing',
  params: z.object({ id: z.string().length(3) }),
  query: z.object({ deep: z.enum(['yes', 'no']).optional() }),
  body: z.strictObject({ name: z.string() }),
  idempotent: true,
  versioned: true,
  waits: true,
  answers: { 201: { description: 'Made', schema: z.object({ name: z.string() }) }, 204: { description: 'Nothing' } },
});

const member = { kind: 'member', id: 'm1' } as MemberActor;

/** Keeps answers in memory; the real store has tests of its own. */
function memoryStore(): IdempotencyStore {
  const kept = new Map<string, { fingerprint: string; answer?: Parameters<IdempotencyStore['complete']>[1] }>();
  return {
    begin: (key, fingerprint) => {
      const found = kept.get(key);
      if (!found) {
        kept.set(key, { fingerprint });
        return Promise.resolve({ kind: 'fresh' });
      }
      if (found.fingerprint !== fingerprint) return Promise.resolve({ kind: 'mismatch' });
      return Promise.resolve(found.answer ? { kind: 'replay', ...found.answer } : { kind: 'busy' });
    },
    complete: (key, answer) => {
      kept.set(key, { fingerprint: kept.get(key)?.fingerprint ?? '', answer });
      return Promise.resolve();
    },
    abandon: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
}

const limits = {
  RATE_LIMIT_API: 1000,
  RATE_LIMIT_LOGIN: 1,
  RATE_LIMIT_PUBLIC: 1,
  RATE_LIMIT_LEADS: 1,
  RATE_LIMIT_GENERATE: 1,
};
const logged: object[] = [];
const ports = () => ({
  rateLimits: createRateLimiter(limits),
  idempotency: memoryStore(),
  log: { error: (fields: object) => logged.push(fields) },
});

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  search?: string;
  id?: string;
  actor?: MemberActor | null;
  ports?: ReturnType<typeof ports>;
}

function context({ body = { name: 'x' }, headers = {}, search = '', id = 'abc', actor = member, ...more }: Sent = {}) {
  const url = new URL(`http://site/api/things/${id}${search}`);
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const locals = { requestId: 'request-1', actor, user: null, env: { NODE_ENV: 'test' }, ports: more.ports ?? ports() };
  return { locals, request, url, params: { id }, cookies: {} } as unknown as APIContext;
}

const answer = async (response: Response | Promise<Response>) => {
  const settled = await response;
  const text = await settled.text();
  return { status: settled.status, headers: settled.headers, body: text ? (JSON.parse(text) as unknown) : null };
};

test('a handler gets the request parsed, and its reply goes out as JSON that nobody keeps', async () => {
  const route = defineRoute(make, async ({ params, query, body, ifMatch, wait, actor }) => {
    expect({ params, query, ifMatch, wait, actor: actor.id }).toEqual({
      params: { id: 'abc' },
      query: { deep: 'yes' },
      ifMatch: 3,
      wait: 5,
      actor: 'm1',
    });
    return Promise.resolve({ status: 201, body: { name: body.name }, headers: { Location: '/x' } });
  });
  const sent = context({ search: '?deep=yes', headers: { 'If-Match': '"3"', Prefer: 'wait=5' } });
  const { status, headers, body } = await answer(route(sent));
  expect({ status, body }).toEqual({ status: 201, body: { name: 'x' } });
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json',
    location: '/x',
  });
});

const never = () => Promise.reject(new Error('must not run'));
test.each<[string, Sent, number, string]>([
  ['nobody', { actor: null }, 401, 'unauthenticated'],
  ['an unusable id', { id: 'toolong' }, 422, 'validation_failed'],
  ['an unknown filter', { search: '?shallow=yes' }, 422, 'validation_failed'],
  ['an unknown field', { body: { name: 'x', more: 1 } }, 422, 'validation_failed'],
  ['another media type', { headers: { 'Content-Type': 'text/plain' } }, 415, 'unsupported_media_type'],
  ['an unusable If-Match', { headers: { 'If-Match': 'x' } }, 422, 'validation_failed'],
  ['an unusable key', { headers: { 'Idempotency-Key': 'a b' } }, 422, 'validation_failed'],
])('%s is refused before the handler runs', async (_, sent, status, code) => {
  expect(await answer(defineRoute(make, never)(context(sent)))).toMatchObject({
    status,
    body: { code, status, requestId: 'request-1' },
  });
});

test.each<[string, unknown, number, string]>([
  ['a problem', new ProblemError('not_found', 'There is none.'), 404, 'not_found'],
  ['a taken key', new DuplicateKeyError('email'), 409, 'duplicate'],
  ['a stale record', new StaleRecordError('stale'), 409, 'conflict'],
  [
    'an unreachable database',
    Object.assign(new Error('no server'), { name: 'MongoServerSelectionError' }),
    503,
    'unavailable',
  ],
  ['anything else', new Error('secret at /home/me/file.ts'), 500, 'internal'],
])('%s thrown by a handler is answered as it should be', async (_, error, status, code) => {
  const reply = await answer(defineRoute(make, () => Promise.reject(error as Error))(context()));
  expect(reply).toMatchObject({ status, body: { code } });
  expect(JSON.stringify(reply.body)).not.toContain('secret');
  if (status === 503) expect(reply.headers.get('retry-after')).toBe('5');
});

test('in tests an answer against the contract is an error: wrong status, wrong fields, fields too many', async () => {
  for (const reply of [
    { status: 200, body: {} },
    { status: 201, body: { name: 1 } },
    { status: 201, body: { name: 'x', passwordHash: 'y' } },
  ]) {
    const route = defineRoute(make, () => Promise.resolve(reply as never));
    expect((await answer(route(context()))).status).toBe(500);
  }
});

test('with the same key and body a handler runs once; another body is refused', async () => {
  let runs = 0;
  const route = defineRoute(make, async ({ body }) => {
    runs += 1;
    await Promise.resolve();
    return { status: 201, body: { name: `${body.name} ${runs}` } };
  });
  const shared = ports();
  const send = (name: string, key = 'key-1') =>
    answer(route(context({ body: { name }, headers: { 'Idempotency-Key': key }, ports: shared })));
  const both = await Promise.all([send('x'), send('x')]);
  expect(both.map(({ body }) => body)).toEqual([{ name: 'x 1' }, { name: 'x 1' }]);
  expect(both.map(({ headers }) => headers.get('idempotency-replayed')).sort()).toEqual([null, 'true'].sort());
  expect(await send('y')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(await send('y', 'key-2')).toMatchObject({ status: 201, body: { name: 'y 2' } });
});

test('a refused request leaves its key free', async () => {
  let refuse = true;
  const route = defineRoute(make, async ({ body }) => {
    if (refuse) throw new ProblemError('conflict', 'Not now.');
    return Promise.resolve({ status: 201, body: { name: body.name } });
  });
  const shared = ports();
  const send = () => answer(route(context({ headers: { 'Idempotency-Key': 'key' }, ports: shared })));
  expect((await send()).status).toBe(409);
  refuse = false;
  expect((await send()).status).toBe(201);
});

test('other methods: HEAD as GET, OPTIONS tells, the rest is refused', async () => {
  const all = otherMethods({ GET: () => new Response('x', { status: 200 }), POST: () => new Response() });
  const ask = (method: string) => all({ ...context(), request: new Request('http://site/', { method }) });
  expect((await ask('HEAD')).status).toBe(200);
  expect((await ask('OPTIONS')).headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
  const refused = await ask('PUT');
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
});
