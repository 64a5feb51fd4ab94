import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, base64url } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../support/api-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

const secret = 'the access secret of this very test file';
let server: TestServer;
let dana: ApiClient;
let claims: { sub: string; sid: string; role: string };
beforeAll(async () => {
  server = await startServer({ env: { JWT_SECRET: secret } });
  dana = server.client();
  await dana.register('dana@example.com');
  const [, payload = ''] = dana.token?.split('.') ?? [];
  claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as typeof claims;
});
afterAll(() => server.stop());

const key = new TextEncoder().encode(secret);
const part = (value: object) => base64url.encode(JSON.stringify(value));
const issued = () => ({ iss: 'throughline', aud: 'throughline-api', iat: now(), exp: now() + 600 });
const now = () => Math.floor(Date.now() / 1000);
const hmac = (text: string, digest: string, by: string | Uint8Array) =>
  createHmac(digest, by).update(text).digest('base64url');

function sign(header: object, payload: object, digest = 'sha256', by: string | Uint8Array = key): string {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${hmac(text, digest, by)}`;
}

const as = (token: string) => dana.call(operations.getMe, { headers: { Authorization: `Bearer ${token}` } });

test('a token made just as ours is accepted: the refusals below are about what differs', async () => {
  expect((await as(sign({ alg: 'HS256' }, { ...claims, ...issued() }))).status).toBe(200);
});

test.each([
  ['no signature and algorithm none', () => `${part({ alg: 'none' })}.${part({ ...claims, ...issued() })}.`],
  ['algorithm none with a signature', () => sign({ alg: 'none' }, { ...claims, ...issued() })],
  ['another algorithm of the family', () => sign({ alg: 'HS512' }, { ...claims, ...issued() }, 'sha512')],
  ['an unknown critical header', () => sign({ alg: 'HS256', crit: ['x'], x: 1 }, { ...claims, ...issued() })],
  ['another secret', () => sign({ alg: 'HS256' }, { ...claims, ...issued() }, 'sha256', 'another secret')],
  ['an empty secret', () => sign({ alg: 'HS256' }, { ...claims, ...issued() }, 'sha256', '')],
  ['the past', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), exp: now() - 1 })],
  ['no end', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), exp: undefined })],
  ['another issuer', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), iss: 'elsewhere' })],
  ['another audience', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), aud: 'elsewhere' })],
  ['no session', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), sid: undefined })],
  ['a session nobody has', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), sid: '0'.repeat(64) })],
  [
    'another member’s id on this session',
    () => sign({ alg: 'HS256' }, { ...claims, ...issued(), sub: '0'.repeat(24) }),
  ],
  ['an object for a session', () => sign({ alg: 'HS256' }, { ...claims, ...issued(), sid: { $ne: null } })],
  ['words', () => 'not.a.token'],
  ['nothing', () => ''],
])('a token with %s is refused', async (_, make) => {
  const { status, body, headers } = await as(make());
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: 'unauthenticated' });
  expect(headers.get('www-authenticate')).toBe('Bearer');
});

test('a token signed with a key pair, and one that passes its public key off as the secret, are refused', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rs256 = await new SignJWT({ ...claims, ...issued() }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect((await as(rs256)).status).toBe(401);
  expect((await as(sign({ alg: 'HS256' }, { ...claims, ...issued() }, 'sha256', pem))).status).toBe(401);
});

test('a changed payload or signature is refused', async () => {
  const [header = '', , signature = ''] = dana.token?.split('.') ?? [];
  const raised = part({ ...claims, ...issued(), role: 'admin' });
  const flipped = signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  expect((await as(`${header}.${raised}.${signature}`)).status).toBe(401);
  expect((await as(`${dana.token?.slice(0, -signature.length)}${flipped}`)).status).toBe(401);
});

test('a role written into a token grants nothing: rights are the account’s', async () => {
  const sam = server.client();
  const { id } = await sam.register('sam@example.com');
  const [, payload = ''] = sam.token?.split('.') ?? [];
  const own = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const forged = sign({ alg: 'HS256' }, { ...own, role: 'admin' });
  const { status, body } = await sam.call(operations.listUsers, { headers: { Authorization: `Bearer ${forged}` } });
  expect({ id, status, body }).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});

test('a bearer token beats the cookie, also when it is worth nothing', async () => {
  const headers = { Cookie: dana.cookieHeader(), Authorization: 'Bearer not.a.token' };
  expect((await dana.call(operations.getMe, { headers })).status).toBe(401);
});

test('logging out ends the access token at once', async () => {
  const other = server.client();
  await other.login('dana@example.com');
  await other.ok(operations.getMe);
  await other.ok(operations.logout);
  expect((await other.call(operations.getMe)).status).toBe(401);
  other.useCookies = true;
  expect((await other.call(operations.getMe)).status).toBe(401);
});
