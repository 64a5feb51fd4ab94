import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Ports } from '../../../src/server/ports/index.ts';
import { changePassword } from '../../../src/server/use-cases/auth/change-password.ts';
import { login } from '../../../src/server/use-cases/auth/login.ts';
import { logout } from '../../../src/server/use-cases/auth/logout.ts';
import { memberOfSession } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { createRateLimiter } from '../../../src/server/http/rate-limits.ts';
import { testPorts, type TestWorld } from '../../support/ports.ts';
import { contextOf, device, eventsOf, join, password } from './support.ts';

let world: TestWorld;
let ports: Ports;
beforeAll(async () => {
  world = await testPorts();
  ports = world.ports;
  await join(ports, 'dana@example.com');
});
afterAll(() => world.close());

const attempt = (email: string, guess: string, from: Ports = ports) => login(from, { email, password: guess }, device);
const refusal = async (email: string, guess: string) =>
  attempt(email, guess).then(
    () => null,
    (error: unknown) => error as { code: string; message: string },
  );

test('the right password opens a session of its own and notes the time', async () => {
  world.clock.advance(60_000);
  const one = await attempt('dana@example.com', password);
  const other = await attempt('dana@example.com', password);
  expect(one.sessionId).not.toBe(other.sessionId);
  expect(one.result.user.lastLogin).toBe(ports.clock.now().toISOString());
});

test('a wrong password, an unknown email and a member who left are told the same', async () => {
  const left = await join(ports, 'left@example.com');
  const user = await ports.users.find(left.result.user.id);
  if (!user) throw new Error('missing');
  await ports.commit({
    actor: { kind: 'system', id: null, name: 'Throughline' },
    events: [],
    write: (tx) => ports.users.replace({ ...user, version: user.version + 1, isActive: false }, tx),
  });
  const told = await Promise.all([
    refusal('dana@example.com', 'not the password'),
    refusal('nobody@example.com', password),
    refusal('left@example.com', password),
  ]);
  expect(new Set(told.map((error) => `${error?.code} ${error?.message}`)).size).toBe(1);
  expect(told[0]?.code).toBe('invalid_credentials');
});

test('an unknown email costs a password check too', async () => {
  const verify = vi.spyOn(ports.passwords, 'verify');
  await refusal('nobody@example.com', 'whatever it is');
  expect(verify).toHaveBeenCalledExactlyOnceWith(null, 'whatever it is');
  expect(await ports.passwords.verify(null, '')).toBe(false);
  verify.mockRestore();
});

test('failures add up to a refusal, successes do not', async () => {
  const limits = {
    RATE_LIMIT_API: 99,
    RATE_LIMIT_LOGIN: 3,
    RATE_LIMIT_PUBLIC: 99,
    RATE_LIMIT_LEADS: 99,
    RATE_LIMIT_GENERATE: 99,
  };
  const strict = { ...ports, rateLimits: createRateLimiter(limits) };
  for (let time = 0; time < 5; time += 1) await attempt('dana@example.com', password, strict);
  for (let time = 0; time < 3; time += 1) {
    await expect(attempt('dana@example.com', 'wrong', strict)).rejects.toMatchObject({ code: 'invalid_credentials' });
  }
  await expect(attempt('dana@example.com', password, strict)).rejects.toMatchObject({
    code: 'rate_limited',
    options: { retryAfter: expect.any(Number) as number },
  });
  // From elsewhere the account stays open: nobody can lock others out.
  const elsewhere = login(strict, { email: 'dana@example.com', password }, { ...device, ip: '198.51.100.7' });
  await expect(elsewhere).resolves.toBeDefined();
});

test('a password changed while the old one was being checked is what counts', async () => {
  const raced = await join(ports, 'raced@example.com');
  const context = await contextOf(ports, raced);
  const slow: Ports = {
    ...ports,
    passwords: {
      ...ports.passwords,
      verify: async (...args) => {
        const matches = await ports.passwords.verify(...args);
        await changePassword(context, { currentPassword: password, newPassword: 'another horse battery' }, device.ip);
        return matches;
      },
    },
  };
  await expect(attempt('raced@example.com', password, slow)).rejects.toMatchObject({ code: 'invalid_credentials' });
});

test('logging out ends the session and says so to everyone', async () => {
  const opened = await attempt('dana@example.com', password);
  const context = await contextOf(ports, opened);
  await logout(context);
  expect(await memberOfSession(ports, context.actor.sessionHash)).toBeNull();
  expect(await ports.refreshTokens.find(ports.tokens.refreshDigest(opened.result.refreshToken))).toBeNull();
  expect(await eventsOf(ports, 'session.ended')).toContainEqual({
    type: 'session.ended',
    userId: context.actor.id,
    sessionHash: context.actor.sessionHash,
  });
});

test('the stores never see the secrets of sessions and refresh tokens', async () => {
  const { sessionId, result } = await attempt('dana@example.com', password);
  const dump: unknown[] = [];
  for (const collection of (await world.connection.db?.collections()) ?? []) {
    dump.push(...(await collection.find().toArray()));
  }
  const text = JSON.stringify(dump);
  expect(text).toContain(ports.tokens.digest(sessionId));
  for (const secret of [sessionId, result.refreshToken, result.token, password]) expect(text).not.toContain(secret);
});
