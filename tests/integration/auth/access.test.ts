import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAccess, type Access } from '../../../src/server/http/access.ts';
import { createSessions } from '../../../src/server/http/session.ts';
import { logout } from '../../../src/server/use-cases/auth/logout.ts';
import { updateMe } from '../../../src/server/use-cases/auth/update-me.ts';
import { testPorts, type TestWorld } from '../../support/ports.ts';
import { contextOf, join } from './support.ts';

let world: TestWorld;
let access: Access;
beforeAll(async () => {
  world = await testPorts();
  access = createAccess(world.ports);
});
afterAll(() => world.close());

async function someone(email: string) {
  const login = await join(access.ports, email);
  return { login, hash: world.ports.tokens.digest(login.sessionId), context: await contextOf(access.ports, login) };
}

test('a session is read once in five seconds', async () => {
  const { hash } = await someone('a@example.com');
  const find = vi.spyOn(world.ports.sessions, 'find');
  await access.member(hash);
  await access.member(hash);
  expect(find).toHaveBeenCalledTimes(1);
  world.clock.advance(5_000);
  await access.member(hash);
  expect(find).toHaveBeenCalledTimes(2);
  find.mockRestore();
});

test('what this process ends or changes is forgotten at once', async () => {
  const { hash, context } = await someone('b@example.com');
  await access.member(hash);
  await updateMe(context, { firstName: 'Bea' });
  expect((await access.member(hash))?.actor.name).toBe('Bea Reyes');
  await logout(context);
  expect(await access.member(hash)).toBeNull();
});

test('an answer read before a session ended is not kept after it', async () => {
  const { hash, context } = await someone('c@example.com');
  const readUser = world.ports.users.find.bind(world.ports.users);
  const find = vi.spyOn(world.ports.users, 'find').mockImplementationOnce(async (id) => {
    const user = await readUser(id);
    await logout(context);
    return user;
  });
  await access.member(hash);
  find.mockRestore();
  expect(await access.member(hash)).toBeNull();
});

test('reading notes the last use every five minutes, and no more often', async () => {
  const { hash } = await someone('d@example.com');
  const before = (await world.ports.sessions.find(hash))?.lastUsedAt.getTime() ?? 0;
  world.clock.advance(60_000);
  await access.member(hash);
  expect((await world.ports.sessions.find(hash))?.lastUsedAt.getTime()).toBe(before);
  world.clock.advance(5 * 60_000);
  await access.member(hash);
  expect((await world.ports.sessions.find(hash))?.lastUsedAt.getTime()).toBe(before + 6 * 60_000);
});

test('Lucia finds the session by its secret, prolongs it in its second half, and ends it', async () => {
  // Lucia goes by the clock on the wall.
  world.clock.set(new Date());
  const { login, hash } = await someone('e@example.com');
  const sessions = createSessions(access, { secureCookies: true });
  const opened = await sessions.validateSession(login.sessionId);
  expect(opened.session).toMatchObject({ hash, fresh: false });
  expect((await sessions.validateSession('another secret')).session).toBeNull();

  const soon = new Date(Date.now() + 2 * 864e5);
  await world.ports.sessions.touch(hash, new Date(), soon);
  world.clock.set(new Date(Date.now() + 6_000));
  expect((await sessions.validateSession(login.sessionId)).session?.fresh).toBe(true);
  expect((await world.ports.sessions.find(hash))?.expiresAt.getTime()).toBeGreaterThan(soon.getTime());

  await sessions.invalidateSession(login.sessionId);
  expect((await sessions.validateSession(login.sessionId)).session).toBeNull();
  expect(sessions.createSessionCookie('x').attributes).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax' });
});
