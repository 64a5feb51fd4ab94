import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../support/api-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function someone(): Promise<ApiClient> {
  count += 1;
  const client = server.client();
  await client.register(`user${count}@example.com`);
  return client;
}
const refresh = (client: ApiClient, refreshToken: string | null) =>
  client.call(operations.refresh, { body: { refreshToken: refreshToken ?? '' } });
const tokenOf = ({ body }: { body: unknown }) => (body as { refreshToken?: string }).refreshToken;

test('a stolen token that was used before ends the session: access tokens, cookies and the newest refresh token', async () => {
  const dana = await someone();
  const stolen = dana.refreshToken;
  const second = tokenOf(await refresh(dana, stolen)) ?? '';
  const third = tokenOf(await refresh(dana, second)) ?? '';
  await dana.ok(operations.getMe);

  expect(await refresh(server.client(), stolen)).toMatchObject({ status: 401, body: { code: 'token_reused' } });
  expect((await refresh(dana, third)).status).toBe(401);
  expect((await dana.call(operations.getMe)).status).toBe(401);
  dana.useCookies = true;
  expect((await dana.call(operations.getMe)).status).toBe(401);
});

test('of parallel uses exactly one rotates; the others get an access token alone, and the session lives', async () => {
  const dana = await someone();
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(dana, dana.refreshToken)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(answers.filter((answer) => tokenOf(answer) !== undefined)).toHaveLength(1);
  await dana.ok(operations.getMe);
});

test('an ended session’s refresh token is refused', async () => {
  const dana = await someone();
  await dana.ok(operations.logout);
  expect(await refresh(dana, dana.refreshToken)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
});

test('the cookie works as well as the body, needs no body, and is renewed', async () => {
  const dana = await someone();
  dana.useCookies = true;
  const before = dana.cookies.get('refresh');
  const { token } = await dana.ok(operations.refresh);
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(dana.cookies.get('refresh')).not.toBe(before);
  await dana.ok(operations.refresh);
});

test('neither cookie nor body is refused', async () => {
  expect(await server.client().call(operations.refresh)).toMatchObject({ status: 401 });
});
