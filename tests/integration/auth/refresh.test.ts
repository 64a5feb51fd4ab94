import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ports } from '../../../src/server/ports/index.ts';
import type { Login } from '../../../src/server/use-cases/auth/begin-session.ts';
import { memberOfSession } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { refresh } from '../../../src/server/use-cases/auth/refresh.ts';
import { testPorts, type TestWorld } from '../../support/ports.ts';
import { eventsOf, join } from './support.ts';

let world: TestWorld;
let ports: Ports;
let login: Login;
let count = 0;
beforeAll(async () => {
  world = await testPorts();
  ports = world.ports;
});
beforeEach(async () => {
  count += 1;
  login = await join(ports, `user${count}@example.com`);
});
afterAll(() => world.close());

const hash = () => ports.tokens.digest(login.sessionId);
const alive = async () => (await memberOfSession(ports, hash())) !== null;
const rotate = async (token: string): Promise<string> => {
  const { refreshToken } = await refresh(ports, token);
  if (refreshToken === undefined) throw new Error('no new refresh token');
  return refreshToken;
};

test('each use gives a new pair that belongs to the same session', async () => {
  const answer = await refresh(ports, login.result.refreshToken);
  expect(answer.refreshToken).not.toBe(login.result.refreshToken);
  expect(await ports.tokens.verifyAccess(answer.token)).toEqual({
    userId: login.result.user.id,
    sessionHash: hash(),
  });
});

test('a used token ends the session, and with it the token that replaced it', async () => {
  const second = await rotate(login.result.refreshToken);
  const third = await rotate(second);
  await expect(refresh(ports, login.result.refreshToken)).rejects.toMatchObject({ code: 'token_reused' });
  expect(await alive()).toBe(false);
  await expect(refresh(ports, third)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await eventsOf(ports, 'session.ended')).toContainEqual({
    type: 'session.ended',
    userId: login.result.user.id,
    sessionHash: hash(),
  });
});

test('the immediate predecessor gets an access token alone, for ten seconds', async () => {
  await rotate(login.result.refreshToken);
  world.clock.advance(10_000);
  const grace = await refresh(ports, login.result.refreshToken);
  expect(grace.refreshToken).toBeUndefined();
  expect(await ports.tokens.verifyAccess(grace.token)).not.toBeNull();
  world.clock.advance(1);
  await expect(refresh(ports, login.result.refreshToken)).rejects.toMatchObject({ code: 'token_reused' });
  expect(await alive()).toBe(false);
});

test('of many at once exactly one rotates, and none ends the session', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(ports, login.result.refreshToken)));
  expect(answers.filter(({ refreshToken }) => refreshToken !== undefined)).toHaveLength(1);
  expect(await alive()).toBe(true);
});

test('unknown, missing, altered and expired tokens are refused and end nothing', async () => {
  const altered = login.result.refreshToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  for (const token of [undefined, '', 'unknown', altered, login.result.token, login.sessionId]) {
    await expect(refresh(ports, token)).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  expect(await alive()).toBe(true);
  const late = { ...ports, clock: { now: () => new Date(ports.clock.now().getTime() + 7 * 864e5) } };
  await expect(refresh(late, login.result.refreshToken)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('refreshing keeps the session alive as long as its newest token', async () => {
  let token = login.result.refreshToken;
  for (let week = 0; week < 3; week += 1) {
    world.clock.advance(6 * 864e5);
    token = await rotate(token);
  }
  expect(await alive()).toBe(true);
});
