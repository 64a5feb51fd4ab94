import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Notification } from '../../../src/lib/contracts/notification.ts';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';
import { until } from '../generations/world.ts';

let database: TestDatabase;
let server: TestServer;
let sidecar: SidecarProcess;
let admin: ApiClient;
let seller: ApiClient;
let sellerId: string;
beforeAll(async () => {
  database = await startDatabase();
  server = await startServer({ database });
  sidecar = await startSidecarProcess({ MONGODB_URI: database.uri });
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com', { firstName: 'Ada', lastName: 'Admin' });
  await seller.register('seller@example.com', { firstName: 'Sam', lastName: 'Seller' });
  sellerId = (await seller.ok(operations.getMe)).user.id;
}, 120_000);
afterAll(async () => {
  await sidecar.stop();
  await server.stop();
  await database.stop();
});

const give = async (title: string) =>
  (await admin.ok(operations.createTask, { body: { title, assignedTo: sellerId, generate: false } })).task;
const listed = (query: Record<string, string | boolean> = {}) => seller.ok(operations.listNotifications, { query });
/** The seller's notification of this title, as soon as there is one. */
async function toldOf(title: string): Promise<Notification> {
  const find = async () => (await listed()).items.find((item) => item.title.includes(title));
  await until(async () => (await find()) !== undefined);
  return (await find())!;
}

test('listNotifications, readNotification, readAllNotifications: told once, read once', async () => {
  const task = await give('Ring Globex');
  const told = await toldOf('Ring Globex');
  expect(told).toMatchObject({
    type: 'task_assigned',
    title: 'Ada Admin gave you “Ring Globex”',
    link: `/app/tasks/${task.id}`,
    readAt: null,
  });
  expect(await admin.ok(operations.listNotifications)).toMatchObject({ total: 0 });
  const params = { id: told.id };
  expect((await admin.refused(operations.readNotification, { params })).code).toBe('not_found');
  const read = await seller.ok(operations.readNotification, { params });
  expect(read.notification.readAt).not.toBeNull();
  expect(await seller.ok(operations.readNotification, { params })).toEqual(read);
  expect(await listed({ unread: true })).toMatchObject({ total: 0 });
  expect(await listed({ unread: false })).toMatchObject({ items: [{ id: told.id }] });
  await give('Write to Globex');
  await give('Visit Globex');
  await toldOf('Visit Globex');
  expect(await seller.ok(operations.readAllNotifications)).toEqual({ read: 2 });
  expect(await seller.ok(operations.readAllNotifications)).toEqual({ read: 0 });
});

test('a list of many, page by page', async () => {
  const first = await listed({ limit: '2' });
  expect(first.items.map(({ title }) => title)).toEqual([
    'Ada Admin gave you “Visit Globex”',
    'Ada Admin gave you “Write to Globex”',
  ]);
  const next = await listed({ limit: '2', cursor: first.nextCursor! });
  expect(next.items.map(({ title }) => title)).toEqual(['Ada Admin gave you “Ring Globex”']);
  expect((await seller.refused(operations.listNotifications, { query: { kind: 'x' } })).code).toBe('validation_failed');
});

test('many tasks given at once are told as one', async () => {
  const ids: string[] = [];
  for (const title of ['a', 'b', 'c', 'd', 'e']) {
    ids.push((await admin.ok(operations.createTask, { body: { title, generate: false } })).task.id);
  }
  await admin.ok(operations.bulkTasks, { body: { ids, change: { assignedTo: sellerId } } });
  const told = await toldOf('gave you 5 tasks');
  expect(told.link).toBe('/app/tasks?assignedTo=me');
  expect((await listed({ unread: true })).items.map(({ id }) => id)).toEqual([told.id]);
});

test('getNotificationPreferences, updateNotificationPreferences: not shown, but mailed', async () => {
  const { preferences } = await seller.ok(operations.getNotificationPreferences);
  expect(preferences.assigned).toEqual({ show: true, mail: false });
  const body = { assigned: { show: false, mail: true } };
  const chosen = await seller.ok(operations.updateNotificationPreferences, { body });
  expect(chosen.preferences).toEqual({ ...preferences, assigned: { show: false, mail: true } });
  const before = (await listed()).total;
  await give('Only by mail');
  const mailed = async () =>
    (await admin.ok(operations.listMails)).items.find(({ subject }) => subject.includes('Only by mail'));
  await until(async () => (await mailed())?.status === 'kept');
  expect((await mailed())?.to).toBe('seller@example.com');
  expect((await mailed())?.text).toContain('/app/tasks/');
  expect((await listed()).total).toBe(before);
  await seller.ok(operations.updateNotificationPreferences, { body: { assigned: { show: true, mail: false } } });
  const wrong = await seller.refused(operations.updateNotificationPreferences, { body: { everything: {} } as object });
  expect(wrong.code).toBe('validation_failed');
});

test('setReminder, getReminder, deleteReminder: for the caller alone, and only what can come', async () => {
  const task = await give('With a reminder');
  const params = { id: task.id };
  const set = (body: object) => ({ params, body: body as { at: string } });
  expect(await seller.ok(operations.getReminder, { params })).toEqual({ reminder: null });
  const refused = async (body: object) => (await seller.refused(operations.setReminder, set(body))).errors?.[0]?.path;
  expect(await refused({ at: '2020-01-01T09:00:00Z' })).toBe('at');
  expect(await refused({ before: { of: 'due', minutes: 10 } })).toBe('before.of');
  expect((await seller.refused(operations.setReminder, set({}))).code).toBe('validation_failed');
  const at = new Date(Date.now() + 60_000).toISOString();
  const { reminder } = await seller.ok(operations.setReminder, set({ at }));
  expect(reminder).toEqual({ at, before: null, remindedAt: null });
  expect(await admin.ok(operations.getReminder, { params })).toEqual({ reminder: null });
  const dueDate = new Date(Date.now() + 60 * 60_000).toISOString();
  await seller.ok(operations.updateTask, { params, body: { dueDate } });
  const again = await seller.ok(operations.setReminder, set({ before: { of: 'due', minutes: 30 } }));
  expect(again.reminder.at).toBe(new Date(Date.parse(dueDate) - 30 * 60_000).toISOString());
  await seller.ok(operations.deleteReminder, { params });
  await seller.ok(operations.deleteReminder, { params });
  expect(await seller.ok(operations.getReminder, { params })).toEqual({ reminder: null });
  await seller.ok(operations.updateTask, { params, body: { status: 'completed' } });
  expect((await seller.refused(operations.setReminder, set({ at }))).code).toBe('conflict');
});

test('a reminder reaches who wanted it', async () => {
  const task = await give('Soon');
  const at = new Date(Date.now() + 1500).toISOString();
  await seller.ok(operations.setReminder, { params: { id: task.id }, body: { at } });
  const told = await toldOf('Reminder: “Soon”');
  expect(told).toMatchObject({ type: 'task_reminder', link: `/app/tasks/${task.id}` });
});

test('comments: said, changed and taken back by who said it; who is mentioned is told once', async () => {
  const task = await give('Talk about it');
  const params = { id: task.id };
  const content = 'Have a look, @Sam Seller and @Nobody Here';
  const { comment } = await admin.ok(operations.addTaskComment, { params, body: { content } });
  expect(comment).toMatchObject({
    about: { kind: 'task', id: task.id },
    mentions: [{ id: sellerId, name: 'Sam Seller' }],
    author: { name: 'Ada Admin' },
    editedAt: null,
  });
  const mentioned = await toldOf('mentioned you in “Talk about it”');
  expect(mentioned).toMatchObject({ type: 'mentioned', link: `/app/tasks/${task.id}#comments` });
  const one = { id: task.id, commentId: comment.id };
  const foreign = await seller.refused(operations.updateTaskComment, { params: one, body: { content: 'x' } });
  expect(foreign.code).toBe('forbidden');
  const body = { content: `${content}, now` };
  const edited = (await admin.ok(operations.updateTaskComment, { params: one, body })).comment;
  expect(edited).toMatchObject({ content: `${content}, now`, version: 2 });
  expect(edited.editedAt).not.toBeNull();
  const headers = { 'If-Match': '"1"' };
  const late = await admin.refused(operations.updateTaskComment, { params: one, body: { content: 'y' }, headers });
  expect(late.code).toBe('conflict');
  const answer = (await seller.ok(operations.addTaskComment, { params, body: { content: 'I did' } })).comment;
  const { items } = await seller.ok(operations.listTaskComments, { params });
  expect(items.map(({ id }) => id)).toEqual([answer.id, comment.id]);
  expect((await seller.refused(operations.deleteTaskComment, { params: one })).code).toBe('forbidden');
  await admin.ok(operations.deleteTaskComment, { params: { id: task.id, commentId: answer.id } });
  await admin.ok(operations.deleteTaskComment, { params: one });
  expect((await admin.refused(operations.deleteTaskComment, { params: one })).code).toBe('not_found');
  expect(await seller.ok(operations.listTaskComments, { params })).toMatchObject({ total: 0 });
  const told = (await listed()).items.filter(({ title }) => title.includes('Talk about it'));
  expect(told.filter(({ type }) => type === 'mentioned')).toHaveLength(1);
  const history = await admin.ok(operations.listTaskActivity, { params });
  expect(history.items.map(({ type, actor }) => [type, actor.name])).toEqual([
    ['comment_deleted', 'Ada Admin'],
    ['comment_deleted', 'Ada Admin'],
    ['comment_added', 'Sam Seller'],
    ['comment_edited', 'Ada Admin'],
    ['comment_added', 'Ada Admin'],
    ['task_created', 'Ada Admin'],
  ]);
});

test('comments on deals, and notes of customers, mention too', async () => {
  const contactInfo = { company: 'Mentioned Ltd' };
  const { customer } = await admin.ok(operations.createCustomer, { body: { contactInfo } });
  const body = { title: 'A deal to talk about', customerId: customer.id };
  const { deal } = await admin.ok(operations.createDeal, { body });
  const params = { id: deal.id };
  const said = await admin.ok(operations.addDealComment, { params, body: { content: '@Sam Seller?' } });
  expect(await toldOf('in “A deal to talk about”')).toMatchObject({ link: `/app/deals/${deal.id}#comments` });
  const one = { id: deal.id, commentId: said.comment.id };
  await admin.ok(operations.updateDealComment, { params: one, body: { content: 'Never mind' } });
  await admin.ok(operations.deleteDealComment, { params: one });
  expect(await admin.ok(operations.listDealComments, { params })).toMatchObject({ total: 0 });
  const wrong = { id: (await give('Another')).id, commentId: said.comment.id };
  expect((await admin.refused(operations.deleteTaskComment, { params: wrong })).code).toBe('not_found');
  const { note } = await admin.ok(operations.addNote, {
    params: { id: customer.id },
    body: { content: 'Says @Sam Seller' },
  });
  expect(note.mentions).toEqual([{ id: sellerId, name: 'Sam Seller' }]);
  expect(await toldOf('in “Mentioned Ltd”')).toMatchObject({ link: `/app/customers/${customer.id}#notes` });
});

test('interactions: logged, changed and taken away, with the last contact and a history', async () => {
  const contactInfo = { company: 'Contacted Ltd' };
  const { customer } = await seller.ok(operations.createCustomer, { body: { contactInfo } });
  const params = { id: customer.id };
  const lastContact = async () => (await seller.ok(operations.getCustomer, { params })).customer.lastContactAt;
  const log = async (body: object) =>
    (await seller.ok(operations.logInteraction, { params, body: body as { kind: 'call' } })).interaction;
  const call = await log({ kind: 'call', at: '2026-01-05T09:00:00Z', minutes: 10, outcome: 'Wants a quote' });
  expect(call).toMatchObject({ author: { name: 'Sam Seller' }, participants: [], text: '', version: 1 });
  const mail = await log({ kind: 'mail', at: '2026-01-03T09:00:00Z' });
  expect(await lastContact()).toBe('2026-01-05T09:00:00.000Z');
  const one = { id: customer.id, interactionId: call.id };
  const change = (body: object, by = seller) => by.call(operations.updateInteraction, { params: one, body });
  expect((await change({ at: '2026-01-01T09:00:00Z', outcome: 'Quote sent' })).status).toBe(200);
  expect(await lastContact()).toBe('2026-01-03T09:00:00.000Z');
  expect((await change({ minutes: 20 }, admin)).status).toBe(200);
  const { items } = await seller.ok(operations.listInteractions, { params });
  expect(items.map(({ id }) => id)).toEqual([mail.id, call.id]);
  const ahead = { kind: 'meeting', at: new Date(Date.now() + 86_400_000).toISOString() } as const;
  const refused = await seller.refused(operations.logInteraction, { params, body: ahead });
  expect(refused.errors?.[0]?.path).toBe('at');
  const noDeal = { kind: 'call', dealId: 'f'.repeat(24) } as const;
  expect((await seller.refused(operations.logInteraction, { params, body: noDeal })).errors?.[0]?.path).toBe('dealId');
  const byAdmin = await admin.ok(operations.logInteraction, { params, body: { kind: 'call' } });
  const others = { id: customer.id, interactionId: byAdmin.interaction.id };
  expect((await seller.refused(operations.deleteInteraction, { params: others })).code).toBe('forbidden');
  await admin.ok(operations.deleteInteraction, { params: others });
  await seller.ok(operations.deleteInteraction, { params: { id: customer.id, interactionId: mail.id } });
  expect(await lastContact()).toBe('2026-01-01T09:00:00.000Z');
  const { items: history } = await seller.ok(operations.listCustomerActivity, { params });
  expect(history.map(({ type }) => type).filter((type) => type.startsWith('interaction'))).toEqual([
    ...['interaction_removed', 'interaction_removed', 'interaction_logged'],
    ...['interaction_updated', 'interaction_updated', 'interaction_logged', 'interaction_logged'],
  ]);
  const changed = history.filter(({ type }) => type === 'interaction_updated').at(-1)?.changes;
  expect(changed).toContainEqual({ path: 'interaction.outcome', from: 'Wants a quote', to: 'Quote sent' });
  const before = { lastContactBefore: '2026-01-02T00:00:00Z', sort: '-lastContactAt' };
  expect(await seller.ok(operations.listCustomers, { query: before })).toMatchObject({ total: 1 });
});

test('a merge shows what was logged with both, and undoing it takes each its own', async () => {
  const customer = async (company: string, at: string) => {
    const made = (await seller.ok(operations.createCustomer, { body: { contactInfo: { company } } })).customer.id;
    await seller.ok(operations.logInteraction, { params: { id: made }, body: { kind: 'call', at } });
    return made;
  };
  const [kept, gone] = [await customer('Kept', '2026-01-01T09:00:00Z'), await customer('Gone', '2026-02-01T09:00:00Z')];
  const { mergeId } = await seller.ok(operations.mergeCustomers, { body: { ids: [gone], into: kept } });
  const state = async (id: string) => ({
    last: (await seller.ok(operations.getCustomer, { params: { id } })).customer.lastContactAt,
    total: (await seller.ok(operations.listInteractions, { params: { id } })).total,
  });
  expect(await state(kept)).toEqual({ last: '2026-02-01T09:00:00.000Z', total: 2 });
  await seller.ok(operations.undoMerge, { params: { id: mergeId } });
  expect(await state(kept)).toEqual({ last: '2026-01-01T09:00:00.000Z', total: 1 });
  expect(await state(gone)).toEqual({ last: '2026-02-01T09:00:00.000Z', total: 1 });
});
