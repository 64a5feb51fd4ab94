import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listUsersQuery } from '../../../src/lib/contracts/user.ts';
import { DuplicateKeyError, StaleRecordError, type UserStore } from '../../../src/server/ports/index.ts';
import type { UserRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aUser } from '../../support/records.ts';

let world: TestWorld;
let users: UserStore;
beforeAll(async () => {
  world = await testPorts();
  users = world.ports.users;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.connection.collection('users').deleteMany({});
  await world.connection.collection('settings').deleteMany({});
});

const id = () => world.ports.ids.next();
const insert = (record: UserRecord, options?: { first?: boolean }) =>
  world.ports.commit({ actor: system, events: [], write: (tx) => users.insert(record, tx, options) });
const replace = (record: UserRecord, options?: { keepAdmin?: boolean }) =>
  world.ports.commit({ actor: system, events: [], write: (tx) => users.replace(record, tx, options) });
const query = (values: Record<string, string> = {}) => listUsersQuery.parse(values);

test('an account comes back as it went in', async () => {
  const user = aUser(id(), { lastLogin: new Date('2026-11-20T10:00:00Z') });
  await insert(user);
  expect(await users.find(user.id)).toEqual(user);
  expect(await users.findByEmail(user.email)).toEqual(user);
  expect(await users.findMany([user.id, id()])).toEqual([user]);
  expect(await users.find(id())).toBeNull();
  expect(await users.findByEmail('nobody@example.com')).toBeNull();
});

test('an email belongs to one account', async () => {
  const user = aUser(id());
  await insert(user);
  await expect(insert(aUser(id(), { email: user.email }))).rejects.toMatchObject({
    name: 'DuplicateKeyError',
    key: 'email',
  });
});

describe('the first user', () => {
  test('is one, however many try at the same time', async () => {
    expect(await users.any()).toBe(false);
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => insert(aUser(id()), { first: true })));
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(5);
    for (const { reason } of lost) {
      expect(reason).toBeInstanceOf(DuplicateKeyError);
      expect(reason).toMatchObject({ key: 'first' });
    }
    expect(await users.any()).toBe(true);
    expect((await users.list(query())).total).toBe(1);
  });

  test('cannot come after another', async () => {
    await insert(aUser(id()));
    await expect(insert(aUser(id()), { first: true })).rejects.toMatchObject({ key: 'first' });
  });
});

describe('a change', () => {
  test('is refused when another came first', async () => {
    const user = aUser(id());
    await insert(user);
    await replace({ ...user, version: 2, isActive: false });
    await expect(replace({ ...user, version: 2, role: 'marketing' })).rejects.toThrow(StaleRecordError);
    expect(await users.find(user.id)).toMatchObject({ version: 2, isActive: false, role: 'sales' });
  });

  test('cannot take the last active admin away', async () => {
    const admin = aUser(id(), { role: 'admin' });
    await insert(admin);
    await insert(aUser(id(), { role: 'admin', isActive: false }));
    await expect(replace({ ...admin, version: 2, role: 'sales' }, { keepAdmin: true })).rejects.toThrow(
      StaleRecordError,
    );
    expect(await users.find(admin.id)).toEqual(admin);
  });

  test('cannot do so together with another at the same time', async () => {
    const admins = Array.from({ length: 3 }, () => aUser(id(), { role: 'admin' }));
    for (const admin of admins) await insert(admin);
    await Promise.allSettled(
      admins.map((admin) => replace({ ...admin, version: 2, isActive: false }, { keepAdmin: true })),
    );
    expect((await users.list(query({ role: 'admin', isActive: 'true' }))).total).toBe(1);
  });
});

test('lists filter, search, sort and page', async () => {
  const named = (firstName: string, rest: Partial<UserRecord> = {}) => {
    const user = aUser(id(), { email: `${firstName.toLowerCase()}@example.com`, ...rest });
    return { ...user, profile: { ...user.profile, firstName } };
  };
  await insert(named('Zoë', { role: 'admin' }));
  await insert(named('Ben', { isActive: false }));
  await insert(named('Ava'));
  const found = async (values: Record<string, string>) =>
    (await users.list(query(values))).items.map(({ profile }) => profile.firstName);
  expect(await found({})).toEqual(['Zoë', 'Ben', 'Ava']);
  expect(await found({ sort: 'email' })).toEqual(['Ava', 'Ben', 'Zoë']);
  expect(await found({ sort: '-email', limit: '1' })).toEqual(['Zoë']);
  expect(await found({ role: 'admin' })).toEqual(['Zoë']);
  expect(await found({ isActive: 'false' })).toEqual(['Ben']);
  expect(await found({ q: 'zoe' })).toEqual(['Zoë']);
  expect((await users.members()).map(({ profile }) => profile.firstName)).toEqual(['Ava', 'Zoë']);
});
