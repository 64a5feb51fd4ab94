import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import { listUsersQuery, updateUserRequest } from '../../../src/lib/contracts/user.ts';
import type { UserRecord } from '../../../src/server/records/index.ts';
import { getStats } from '../../../src/server/use-cases/dashboard/get-stats.ts';
import { listMails } from '../../../src/server/use-cases/mails/list-mails.ts';
import { listMembers } from '../../../src/server/use-cases/users/list-members.ts';
import { listUsers } from '../../../src/server/use-cases/users/list-users.ts';
import { updateUser } from '../../../src/server/use-cases/users/update-user.ts';
import { system } from '../../support/ports.ts';
import { aGeneration, aMail } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let admin: TaskWorld['as']['admin'];
let seller: TaskWorld['as']['seller'];
let nobody: TaskWorld['as']['nobody'];
beforeAll(async () => {
  world = await taskWorld();
  ({ admin, seller, nobody } = world.as);
});
afterAll(() => world.close());

const update = (id: string, patch: object) => updateUser(admin, { id, patch: updateUserRequest.parse(patch) });
const session = async (user: UserRecord, hash: string) => {
  const now = world.clock.now();
  const expiresAt = new Date(Date.now() + 60_000);
  const record = { hash, userId: user.id, userAgent: null, ip: null, createdAt: now, lastUsedAt: now, expiresAt };
  await world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.sessions.insert(record, tx) });
};
const eventsOf = async (userId: string) =>
  (await world.events()).flatMap(({ event }) => ('userId' in event && event.userId === userId ? [event.type] : []));

describe('changing an account', () => {
  test('gives role, rights and name, and tells of it', async () => {
    const user = await world.member();
    const changed = await update(user.id, {
      role: 'marketing',
      profile: { firstName: 'Noor', department: 'Growth', permissions: ['mails.read', 'mails.read'] },
    });
    expect(changed).toMatchObject({
      role: 'marketing',
      isActive: true,
      profile: {
        firstName: 'Noor',
        lastName: user.profile.lastName,
        department: 'Growth',
        permissions: ['mails.read'],
      },
    });
    expect(changed).not.toHaveProperty('passwordHash');
    expect(await eventsOf(user.id)).toEqual(['access.changed']);
    expect((await update(user.id, { profile: { department: null } })).profile.department).toBeNull();
  });

  test('ends all sessions of who is deactivated', async () => {
    const user = await world.member();
    await session(user, 'a'.repeat(64));
    await session(user, 'b'.repeat(64));
    expect(await update(user.id, { isActive: false })).toMatchObject({ isActive: false });
    expect(await world.ports.sessions.ofUser(user.id)).toEqual([]);
    expect((await eventsOf(user.id)).sort()).toEqual(['access.changed', 'session.ended', 'session.ended']);
    expect(await update(user.id, { isActive: true })).toMatchObject({ isActive: true });
  });

  test('refuses permissions there are not', async () => {
    const user = await world.member();
    expect(await refusal(update(user.id, { profile: { permissions: ['all'] } }))).toMatchObject({
      code: 'validation_failed',
      paths: ['profile.permissions'],
    });
  });

  test('refuses who is not there, and callers without the right', async () => {
    expect(await refusal(update('f'.repeat(24), { role: 'sales' }))).toMatchObject({ code: 'not_found' });
    expect(await refusal(updateUser(seller, { id: seller.actor.id, patch: { role: 'admin' } }))).toMatchObject({
      code: 'forbidden',
    });
  });

  test('keeps one active administrator, also against changes at the same time', async () => {
    expect(await refusal(update(admin.actor.id, { role: 'sales' }))).toMatchObject({ code: 'conflict' });
    expect(await refusal(update(admin.actor.id, { isActive: false }))).toMatchObject({ code: 'conflict' });
    const second = await world.member({ role: 'admin' });
    const outcomes = await Promise.allSettled([
      update(admin.actor.id, { role: 'sales' }),
      update(second.id, { isActive: false }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' });
    await update(admin.actor.id, { role: 'admin' });
  });
});

describe('lists', () => {
  test('all accounts for those who may see them', async () => {
    const page = await listUsers(admin, listUsersQuery.parse({ limit: '200' }));
    expect(page.items.map(({ id }) => id)).toContain(seller.actor.id);
    expect(JSON.stringify(page)).not.toContain('passwordHash');
    expect(await refusal(listUsers(seller, listUsersQuery.parse({})))).toMatchObject({ code: 'forbidden' });
  });

  test('active members for every member', async () => {
    const gone = await world.member({ isActive: false });
    const members = await listMembers(seller);
    expect(members.find(({ id }) => id === seller.actor.id)).toMatchObject({ role: 'sales' });
    expect(members.map(({ id }) => id)).not.toContain(gone.id);
    expect(await refusal(listMembers(nobody))).toMatchObject({ code: 'forbidden' });
  });

  test('mails for those who may read them', async () => {
    const mail = aMail(world.ports.ids.next(), { text: 'There', status: 'kept', dueAt: null });
    await world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.mails.insert(mail, tx) });
    const page = await listMails(admin, listMailsQuery.parse({}));
    expect(page.items[0]).toMatchObject({ to: 'dana@example.com', text: 'There', status: 'kept', sentAt: null });
    expect(page.items[0]).not.toHaveProperty('fence');
    expect(await refusal(listMails(seller, listMailsQuery.parse({})))).toMatchObject({ code: 'forbidden' });
  });
});

test('figures count tasks, customers and the use of AI', async () => {
  await world.task({ dueDate: '2026-11-20T09:00:00Z' });
  await world.customer();
  const { ports } = world;
  const run = aGeneration(ports.ids.next(), ports.ids.next(), { createdAt: world.clock.now() });
  await ports.commit({ actor: system, events: [], write: (tx) => ports.generations.insert(run, tx) });
  await ports.usage.insert({
    id: ports.ids.next(),
    generationId: run.id,
    taskId: null,
    purpose: 'plan',
    userId: null,
    model: 'a/b',
    promptTokens: 10,
    completionTokens: 5,
    cost: 0.5,
    estimated: false,
    latencyMs: 1,
    outcome: 'ok',
    createdAt: world.clock.now(),
  });
  expect(await getStats(seller)).toMatchObject({
    tasks: { overdue: 1, byStatus: { pending: 1 } },
    customers: { byStatus: { lead: 1 } },
    ai: { generationsToday: 1, tokensThisMonth: 15, costThisMonth: 0.5 },
  });
  expect(await refusal(getStats(nobody))).toMatchObject({ code: 'forbidden' });
});
