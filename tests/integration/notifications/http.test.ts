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
