import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ports } from '../../../src/server/ports/index.ts';
import type { Login } from '../../../src/server/use-cases/auth/begin-session.ts';
import { changePassword } from '../../../src/server/use-cases/auth/change-password.ts';
import { confirmPasswordReset } from '../../../src/server/use-cases/auth/confirm-password-reset.ts';
import { endOtherSessions } from '../../../src/server/use-cases/auth/end-other-sessions.ts';
import { endSession } from '../../../src/server/use-cases/auth/end-session.ts';
import { getMe } from '../../../src/server/use-cases/auth/get-me.ts';
import { listSessions } from '../../../src/server/use-cases/auth/list-sessions.ts';
import { login } from '../../../src/server/use-cases/auth/login.ts';
import { memberOfSession } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { requestPasswordReset } from '../../../src/server/use-cases/auth/request-password-reset.ts';
import { updateMe } from '../../../src/server/use-cases/auth/update-me.ts';
import { testPorts, type TestWorld } from '../../support/ports.ts';
import { contextOf, device, eventsOf, join, password } from './support.ts';

let world: TestWorld;
let ports: Ports;
let here: Login;
let email: string;
let count = 0;
beforeAll(async () => {
  world = await testPorts();
  ports = world.ports;
});
beforeEach(async () => {
  count += 1;
  email = `user${count}@example.com`;
  here = await join(ports, email);
});
afterAll(() => world.close());

const again = () => login(ports, { email, password }, { userAgent: 'another browser', ip: '192.0.2.2' });
const alive = async (opened: Login) => (await memberOfSession(ports, ports.tokens.digest(opened.sessionId))) !== null;
const newPassword = 'another horse battery';

test('a profile is read and changed; what is not named stays', async () => {
  const context = await contextOf(ports, here);
  const changed = await updateMe(context, { firstName: 'Diana', department: 'Sales', lastName: undefined });
  expect(changed.profile).toEqual({
    firstName: 'Diana',
    lastName: 'Reyes',
    department: 'Sales',
    avatar: null,
    permissions: [],
  });
  expect(await getMe(context)).toEqual(changed);
});

test('changing the password ends all sessions but this one', async () => {
  const elsewhere = await again();
  const context = await contextOf(ports, here);
  await changePassword(context, { currentPassword: password, newPassword }, device.ip);
  expect([await alive(here), await alive(elsewhere)]).toEqual([true, false]);
  await expect(again()).rejects.toMatchObject({ code: 'invalid_credentials' });
  await expect(login(ports, { email, password: newPassword }, device)).resolves.toBeDefined();
});

test('a wrong current password changes nothing', async () => {
  const context = await contextOf(ports, here);
  await expect(changePassword(context, { currentPassword: 'wrong', newPassword }, device.ip)).rejects.toMatchObject({
    code: 'invalid_credentials',
    options: { errors: [{ path: 'currentPassword' }] },
  });
  await expect(again()).resolves.toBeDefined();
});

test('sessions are listed, the last used first, and name no secret', async () => {
  world.clock.advance(1000);
  const elsewhere = await again();
  const sessions = await listSessions(await contextOf(ports, here));
  expect(sessions.map(({ userAgent, ip, current }) => ({ userAgent, ip, current }))).toEqual([
    { userAgent: 'another browser', ip: '192.0.2.2', current: false },
    { userAgent: 'vitest', ip: '192.0.2.1', current: true },
  ]);
  expect(JSON.stringify(sessions)).not.toContain(elsewhere.sessionId);
});

test('one’s own sessions can be ended one by one or all others at once, other people’s cannot', async () => {
  const [second, third] = [await again(), await again()];
  const context = await contextOf(ports, here);
  await endSession(context, ports.tokens.digest(second.sessionId));
  expect([await alive(second), await alive(third)]).toEqual([false, true]);
  await endOtherSessions(context);
  expect([await alive(here), await alive(third)]).toEqual([true, false]);

  const stranger = await join(ports, 'stranger@example.com');
  const theirs = ports.tokens.digest(stranger.sessionId);
  await expect(endSession(context, theirs)).rejects.toMatchObject({ code: 'not_found' });
  await expect(endSession(context, '0'.repeat(64))).rejects.toMatchObject({ code: 'not_found' });
  expect(await alive(stranger)).toBe(true);
});

/** The token of the newest reset mail. */
async function mailedToken(): Promise<string> {
  const { items } = await ports.mails.list({ limit: 1, sort: '-createdAt' });
  const link = /https?:\S+/.exec(items[0]?.text ?? '')?.[0];
  return new URL(link ?? '').searchParams.get('token') ?? '';
}

test('a reset link sets a new password once and ends all sessions', async () => {
  world.clock.advance(1000);
  await requestPasswordReset(ports, email, device.ip);
  const { items } = await ports.mails.list({ limit: 1, sort: '-createdAt' });
  expect(items[0]).toMatchObject({ to: email, status: 'queued' });
  expect(await eventsOf(ports, 'mail.requested')).toContainEqual({ type: 'mail.requested', mailId: items[0]?.id });

  const token = await mailedToken();
  await confirmPasswordReset(ports, { token, newPassword }, device.ip);
  expect(await alive(here)).toBe(false);
  await expect(login(ports, { email, password: newPassword }, device)).resolves.toBeDefined();
  await expect(confirmPasswordReset(ports, { token, newPassword }, device.ip)).rejects.toMatchObject({
    code: 'invalid_credentials',
  });
});

test('an unknown email is answered the same and gets no mail', async () => {
  const before = (await ports.mails.list({ limit: 1, sort: '-createdAt' })).total;
  await expect(requestPasswordReset(ports, 'nobody@example.com', device.ip)).resolves.toBeUndefined();
  expect((await ports.mails.list({ limit: 1, sort: '-createdAt' })).total).toBe(before);
});

test('a reset link ends after half an hour, and when the password changes by another way', async () => {
  world.clock.advance(1000);
  await requestPasswordReset(ports, email, device.ip);
  const first = await mailedToken();
  const later = { ...ports, clock: { now: () => new Date(ports.clock.now().getTime() + 30 * 60_000) } };
  await expect(confirmPasswordReset(later, { token: first, newPassword }, device.ip)).rejects.toMatchObject({
    code: 'invalid_credentials',
  });
  await changePassword(await contextOf(ports, here), { currentPassword: password, newPassword }, device.ip);
  await expect(confirmPasswordReset(ports, { token: first, newPassword }, device.ip)).rejects.toMatchObject({
    code: 'invalid_credentials',
  });
});

test('of two uses of a reset link at once one wins', async () => {
  world.clock.advance(1000);
  await requestPasswordReset(ports, email, device.ip);
  const token = await mailedToken();
  const uses = ['first horse battery', 'second horse battery'].map((newPassword) =>
    confirmPasswordReset(ports, { token, newPassword }, device.ip),
  );
  const outcomes = await Promise.allSettled(uses);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
