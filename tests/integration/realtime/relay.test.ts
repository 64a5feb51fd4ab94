import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomerRequest } from '../../../src/lib/contracts/customer.ts';
import { serverEvents } from '../../../src/lib/contracts/socket.ts';
import type { Sidecar } from '../../../src/server/realtime/sidecar.ts';
import { createCustomer } from '../../../src/server/use-cases/customers/create-customer.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { cancelGeneration } from '../../../src/server/use-cases/generations/cancel-generation.ts';
import { waitForGeneration } from '../../../src/server/use-cases/generations/wait-for-generation.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { newTask, quiet, realtimeWorld, type Client, type Login, type RealtimeWorld } from './world.ts';

let world: RealtimeWorld;
let [first, second] = [] as unknown as [Sidecar, Sidecar];
let admin: Login;
let dana: Login;
beforeAll(async () => {
  world = await realtimeWorld();
  first = await world.sidecar();
  second = await world.sidecar();
  admin = await world.login({ role: 'admin' });
  dana = await world.login({ role: 'sales' });
});
afterAll(() => world.close());

async function connected(login: Login, sidecar = first, auth: Record<string, unknown> = {}): Promise<Client> {
  const client = world.connect(sidecar, { token: login.token, ...auth });
  await client.authenticated();
  return client;
}
const titles = (client: Client) => client.all('task_update').map(({ task }) => task.title);

test('a change reaches everyone who follows it, on every sidecar, once each, as the contract has it', async () => {
  const { task } = await newTask(admin, { generate: false });
  const clients = [await connected(dana), await connected(dana, second)];
  for (const client of clients) {
    await client.ask('subscribe_task', task.id);
    await client.ask('subscribe_tasks');
  }
  await updateTask(admin, { id: task.id, patch: { title: 'Changed', status: 'completed' } });
  for (const client of clients) {
    const update = await client.first('task_update', ({ task: { title } }) => title === 'Changed');
    expect(serverEvents.task_update.parse(update)).toMatchObject({ type: 'completed', task: { id: task.id } });
  }
  await deleteTask(admin, { id: task.id });
  for (const client of clients) {
    await client.first('task_update', ({ type, task: { id } }) => type === 'deleted' && id === task.id);
    await quiet();
    const types = client.all('task_update').map(({ type }) => type);
    expect(types.filter((type) => type !== 'created')).toEqual(['completed', 'deleted']);
  }
});

test('an assignee hears of their tasks and of being given one without asking; a bystander hears nothing', async () => {
  const assignee = await world.login();
  const [client, bystander] = [await connected(assignee), await connected(dana, second)];
  const { task } = await newTask(admin, { assignedTo: assignee.user.id, generate: false });
  await client.first('task_update', (update) => update.task.id === task.id && update.type === 'created');
  const news = await client.first('notification');
  expect(serverEvents.notification.parse(news)).toMatchObject({ type: 'task_assigned', link: `/app/tasks/${task.id}` });
  await quiet();
  expect(bystander.received.filter(({ name }) => name !== 'authenticated')).toEqual([]);
});

test('a change of a customer reaches those who follow it', async () => {
  const client = await connected(dana, second);
  const input = createCustomerRequest.parse({ contactInfo: { company: 'Globex' }, assignedTo: null });
  const { id } = await createCustomer(admin, input);
  await client.ask('subscribe_customer', id);
  await updateCustomer(admin, { id, patch: { status: 'customer' } });
  const update = await client.first('customer_update', ({ type }) => type === 'updated');
  expect(serverEvents.customer_update.parse(update).customer).toMatchObject({ id, status: 'customer' });
});

test('admins hear of important tasks', async () => {
  const [chief, seller] = [await connected(admin, second), await connected(dana)];
  const { task } = await newTask(dana, { priority: 'high', generate: false });
  const alert = await chief.first('high_priority_task', (payload) => payload.task.id === task.id);
  expect(serverEvents.high_priority_task.parse(alert).assignee).toMatchObject({ id: dana.user.id });
  await quiet();
  expect(seller.all('high_priority_task')).toEqual([]);
});

test('a plan is made as soon as the task is there: progress, steps, and the task at the end', async () => {
  const client = await connected(dana, second);
  const { task, generation } = await newTask(dana);
  expect(await client.ask('subscribe_ai_progress', task.id)).toEqual({ ok: true });
  const complete = await client.first('ai_progress_update', ({ progress }) => progress.stage === 'complete');
  expect(complete).toMatchObject({ taskId: task.id, generationId: generation!.id, progress: { percentage: 100 } });
  const update = await client.first('task_update', (payload) => payload.task.aiGenerated !== null);
  expect(update.task.aiGenerated?.metadata.generatedBy).toBe('local-planner');
  const steps = client.all('ai_subtask');
  expect(steps.map(({ subtask }) => subtask.title)).toEqual(
    update.task.aiGenerated?.subtasks.map(({ title }) => title),
  );
  for (const payload of client.all('ai_progress_update')) serverEvents.ai_progress_update.parse(payload);
  for (const payload of steps) serverEvents.ai_subtask.parse(payload);
});

test('who joins late is told the latest progress', async () => {
  const { task, generation } = await newTask(dana);
  await waitForGeneration(dana, generation!.id, { seconds: 20 });
  const client = await connected(dana);
  await client.ask('subscribe_ai_progress', task.id);
  const latest = await client.first('ai_progress_update');
  expect(latest.progress.stage).toBe('complete');
  expect(client.all('ai_subtask').length).toBeGreaterThan(2);
});

test('progress goes to those who follow it and to nobody else', async () => {
  const [follower, other] = [await connected(dana), await connected(admin)];
  const { task } = await newTask(dana);
  await follower.ask('subscribe_ai_progress', task.id);
  await follower.first('ai_progress_update', ({ progress }) => progress.stage === 'complete');
  expect(other.all('ai_progress_update')).toEqual([]);
  await expect(cancelGeneration(dana, task.id)).rejects.toThrow('nothing to cancel');
});

test('after a reconnect one gets what one missed, in order, then what comes', async () => {
  const { task } = await newTask(admin, { title: 'Followed', generate: false });
  const before = await connected(dana);
  await before.ask('subscribe_task', task.id);
  await updateTask(admin, { id: task.id, patch: { title: 'Seen' } });
  const { id: lastEventId } = await before.first('task_update', (update) => update.task.title === 'Seen');
  before.close();
  for (const title of ['Missed one', 'Missed two']) await updateTask(admin, { id: task.id, patch: { title } });
  const stranger = await world.login();
  await newTask(admin, { title: 'For someone else', assignedTo: stranger.user.id, generate: false });

  const after = await connected(dana, second, { lastEventId });
  await after.first('task_update', (update) => update.task.title === 'Missed two');
  await after.ask('subscribe_task', task.id);
  await updateTask(admin, { id: task.id, patch: { title: 'Live' } });
  await after.first('task_update', (update) => update.task.title === 'Live');
  const own = after.all('task_update').filter((update) => update.task.id === task.id);
  expect(own.map((update) => update.task.title)).toEqual(['Missed one', 'Missed two', 'Live']);
  expect(own.map((update) => update.id)).toEqual(own.map((update) => update.id).toSorted((a, b) => a - b));
  // What was only for someone else's eyes is not replayed.
  expect(after.all('notification')).toEqual([]);
  expect(after.all('resync_required')).toEqual([]);
});

test('what happens between logging in and joining is not lost', async () => {
  const { task } = await newTask(admin, { generate: false });
  const client = await connected(dana);
  await updateTask(admin, { id: task.id, patch: { title: 'In between' } });
  const other = await connected(dana);
  await other.ask('subscribe_tasks');
  await updateTask(admin, { id: task.id, patch: { title: 'After' } });
  await other.first('task_update', (update) => update.task.title === 'After');
  await client.ask('subscribe_task', task.id);
  await client.first('task_update', (update) => update.task.title === 'After');
  expect(titles(client).slice(-2)).toEqual(['In between', 'After']);
});

test('who missed too much, or comes from another time, is told to read anew', async () => {
  const { lastEventId } = await (await connected(dana)).authenticated();
  const fromAnotherTime = await connected(dana, first, { lastEventId: lastEventId + 1000 });
  expect((await fromAnotherTime.first('resync_required')).lastEventId).toBeGreaterThanOrEqual(lastEventId);
  await world.connection.collection('outbox').deleteMany({ sequence: { $lt: 3 } });
  const late = await connected(dana, first, { lastEventId: 0 });
  await late.first('resync_required');
  expect(late.all('task_update')).toEqual([]);
});

test('a listener that throws stops nobody', async () => {
  const client = await connected(dana);
  await client.ask('subscribe_tasks');
  // An event that cannot be told, such as a damaged one, between two that can.
  const damaged = { type: 'task.changed', change: 'updated', task: null, changed: [] } as never;
  await world.ports.commit({ actor: admin.actor, events: [damaged], write: () => Promise.resolve() });
  const { task } = await newTask(admin, { title: 'Still here', generate: false });
  await client.first('task_update', (update) => update.task.id === task.id);
});
