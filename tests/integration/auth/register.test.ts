import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ports } from '../../../src/server/ports/index.ts';
import { register } from '../../../src/server/use-cases/auth/register.ts';
import { announceSetup } from '../../../src/server/use-cases/auth/setup-token.ts';
import { inviteMember } from '../../../src/server/use-cases/users/invite-member.ts';
import { testPorts, type TestWorld } from '../../support/ports.ts';
import { contextOf, device, join, newcomer } from './support.ts';

let world: TestWorld;
let ports: Ports;
beforeAll(async () => {
  world = await testPorts();
});
beforeEach(async () => {
  ports = world.ports;
  for (const collection of (await world.connection.db?.collections()) ?? []) await collection.deleteMany({});
});
afterAll(() => world.close());

const withPolicy = (policy: Partial<Ports['policy']>): Ports => ({ ...ports, policy: { ...ports.policy, ...policy } });

test('the first user becomes admin, the next one sales, and both are logged in', async () => {
  const first = await join(ports, 'dana@example.com', { role: 'marketing' });
  const second = await join(ports, 'sam@example.com');
  expect(first.result.user.role).toBe('admin');
  expect(second.result.user).toMatchObject({ role: 'sales', email: 'sam@example.com', isActive: true });
  expect(await ports.tokens.verifyAccess(second.result.token)).toEqual({
    userId: second.result.user.id,
    sessionHash: ports.tokens.digest(second.sessionId),
  });
  expect((await contextOf(ports, second)).actor.name).toBe('Dana Reyes');
});

test('of two first users at once exactly one becomes admin', async () => {
  const both = await Promise.all([join(ports, 'a@example.com'), join(ports, 'b@example.com')]);
  expect(both.map(({ result }) => result.user.role).sort()).toEqual(['admin', 'sales']);
});

test('a role may be asked for, but admin is refused', async () => {
  await join(ports, 'dana@example.com');
  expect((await join(ports, 'm@example.com', { role: 'marketing' })).result.user.role).toBe('marketing');
  await expect(join(ports, 'x@example.com', { role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await ports.users.findByEmail('x@example.com')).toBeNull();
});

test('an email that has an account is refused by name', async () => {
  await join(ports, 'dana@example.com');
  await expect(join(ports, 'dana@example.com')).rejects.toMatchObject({
    code: 'duplicate',
    options: { errors: [{ path: 'email', message: 'has an account already' }] },
  });
});

test('in production the first account needs the set-up token of the log', async () => {
  const said: object[] = [];
  const production = withPolicy({ production: true, registration: 'invite' });
  production.log = { ...ports.log, warn: (fields) => said.push(fields) };
  await expect(join(production, 'eve@example.com')).rejects.toMatchObject({ code: 'registration_closed' });
  await expect(join(production, 'eve@example.com', { setupToken: 'guess' })).rejects.toMatchObject({
    code: 'registration_closed',
  });

  await announceSetup(production);
  const [{ link }] = said as [{ link: string }];
  const setupToken = new URL(link).searchParams.get('setup') ?? '';
  const first = await join(production, 'dana@example.com', { setupToken });
  expect(first.result.user.role).toBe('admin');

  // With an account there, it opens nothing any more and is not told again.
  await expect(join(production, 'eve@example.com', { setupToken })).rejects.toMatchObject({
    code: 'registration_closed',
  });
  await announceSetup(production);
  expect(said).toHaveLength(1);
});

test('a closed server takes nobody, but still a first user', async () => {
  const closed = withPolicy({ registration: 'closed' });
  expect((await join(closed, 'dana@example.com')).result.user.role).toBe('admin');
  await expect(join(closed, 'sam@example.com')).rejects.toMatchObject({ code: 'registration_closed' });
});

test('an invitation lets one person in, as what it says, and only its addressee', async () => {
  const admin = await contextOf(ports, await join(ports, 'dana@example.com'));
  const invite = withPolicy({ registration: 'invite' });
  await expect(join(invite, 'sam@example.com')).rejects.toMatchObject({ code: 'registration_closed' });

  const { invitation } = await inviteMember(admin, { email: 'sam@example.com', role: 'marketing' });
  const inviteToken = new URL(invitation.link).searchParams.get('invite') ?? '';
  await expect(join(invite, 'eve@example.com', { inviteToken })).rejects.toMatchObject({ code: 'registration_closed' });
  expect((await join(invite, 'sam@example.com', { inviteToken })).result.user.role).toBe('marketing');
  await expect(join(invite, 'sam@example.com', { inviteToken })).rejects.toMatchObject({ code: 'registration_closed' });
});

test('an invitation ends after a week', async () => {
  const admin = await contextOf(ports, await join(ports, 'dana@example.com'));
  const { invitation } = await inviteMember(admin, { email: 'sam@example.com', role: 'sales' });
  const inviteToken = new URL(invitation.link).searchParams.get('invite') ?? '';
  const now = ports.clock.now();
  const later = {
    ...withPolicy({ registration: 'invite' }),
    clock: { now: () => new Date(now.getTime() + 8 * 864e5) },
  };
  await expect(join(later, 'sam@example.com', { inviteToken })).rejects.toMatchObject({ code: 'registration_closed' });
});

test('the password is stored as an Argon2id hash alone', async () => {
  const { result } = await register(ports, newcomer('dana@example.com'), device);
  const user = await ports.users.find(result.user.id);
  expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(JSON.stringify(result)).not.toContain('argon2');
});
