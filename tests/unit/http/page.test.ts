import type { APIContext } from 'astro';
import { expect, test } from 'vitest';
import { loginRequest } from '../../../src/lib/contracts/user.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { handleForm, requireMember, safeNext } from '../../../src/server/http/page.ts';

test.each([
  ['/app/tasks?status=pending#top', '/app/tasks?status=pending#top'],
  ['/app/../login', '/login'],
  [undefined, '/app'],
  [null, '/app'],
  ['', '/app'],
  ['https://evil.example.com/', '/app'],
  ['//evil.example.com/', '/app'],
  ['/\\evil.example.com/', '/app'],
  ['/\t/evil.example.com/', '/app'],
  ['javascript:alert(1)', '/app'],
  ['app', '/app'],
])('after logging in, %j leads to %s', (next, target) => {
  expect(safeNext(next)).toBe(target);
});

const post = (fields: Record<string, string> | string, type = 'application/x-www-form-urlencoded') => ({
  request: new Request('http://site/login', {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields),
  }),
});
const never = () => Promise.reject(new Error('must not run'));

test('a form that is only looked at is empty', async () => {
  const state = await handleForm({ request: new Request('http://site/login') }, loginRequest, never);
  expect(state).toEqual({ values: {}, errors: {}, message: null, status: 200 });
});

test('a good form runs the action with what the contract makes of it', async () => {
  const state = await handleForm(post({ email: ' Dana@Example.com ', password: 'secret' }), loginRequest, (data) =>
    Promise.resolve(data),
  );
  expect(state.result).toEqual({ email: 'dana@example.com', password: 'secret' });
});

test('a bad form keeps what was typed, but no secret, and says what is wrong with each field', async () => {
  const state = await handleForm(post({ email: 'dana', password: 'my secret' }), loginRequest, never);
  expect(state).toMatchObject({ status: 422, values: { email: 'dana' } });
  expect(state.errors.email).toMatch(/email address/);
  expect(JSON.stringify(state)).not.toContain('my secret');
});

test('a refusal of the action becomes the form’s message', async () => {
  const refuse = () => Promise.reject(new ProblemError('invalid_credentials', 'That is not right.'));
  const state = await handleForm(post({ email: 'dana@example.com', password: 'x' }), loginRequest, refuse);
  expect(state).toMatchObject({ status: 401, message: 'That is not right.', values: { email: 'dana@example.com' } });
});

test('what is no form is refused, and faults of ours are not swallowed', async () => {
  expect((await handleForm(post('{}', 'application/json'), loginRequest, never)).status).toBe(415);
  const huge = post(`email=${'x'.repeat(200_000)}`);
  expect((await handleForm(huge, loginRequest, never)).status).toBe(413);
  await expect(handleForm(post({ email: 'a@b.co', password: 'x' }), loginRequest, never)).rejects.toThrow(
    'must not run',
  );
});

test('visitors are sent to the login page and back', () => {
  const page = (path: string) => ({
    locals: { actor: null, user: null } as App.Locals,
    url: new URL(`http://site${path}`),
    request: new Request(`http://site${path}`),
    redirect: ((to: string) =>
      new Response(null, { status: 302, headers: { Location: to } })) as APIContext['redirect'],
  });
  const sent = requireMember(page('/app/tasks?q=acme'));
  expect(sent instanceof Response && sent.headers.get('location')).toBe('/login?next=%2Fapp%2Ftasks%3Fq%3Dacme');
});
