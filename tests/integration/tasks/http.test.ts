import { resultsOf } from '../../support/bulk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { Task } from '../../../src/lib/contracts/task.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';

let database: TestDatabase;
let server: TestServer;
let sidecar: SidecarProcess;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  database = await startDatabase();
  server = await startServer({ database });
  sidecar = await startSidecarProcess({ MONGODB_URI: database.uri });
  admin = server.client();
  await admin.register('admin@example.com');
  seller = server.client();
  await seller.register('seller@example.com');
}, 120_000);
afterAll(async () => {
  await sidecar.stop();
  await server.stop();
  await database.stop();
});

const nowhere = 'f'.repeat(24);
const title = 'Win the Acme renewal before 15 December';
const wait = { Prefer: 'wait=20' };

/** A task; with its plan when it is waited for. */
async function created(by: ApiClient = seller, body: object = { generate: false }): Promise<Task> {
  const { task } = await by.ok(operations.createTask, { body: { title, ...body }, headers: wait });
  return task;
}
const planned = () => created(seller, {});

test('createTask: at once, or with its plan when that is waited for', async () => {
  const { status, headers, body } = await seller.call(operations.createTask, { body: { title } });
  expect(status).toBe(201);
  const { task, generation } = body as { task: Task; generation: object };
  expect(headers.get('location')).toBe(`/api/tasks/${task.id}`);
  expect(task).toMatchObject({ title, status: 'pending', aiGenerated: null });
  expect(generation).toMatchObject({ taskId: task.id, kind: 'plan' });
  const whole = await planned();
  expect(whole.aiGenerated?.metadata).toMatchObject({ generatedBy: 'local-planner' });
  expect(whole.aiGenerated?.subtasks.length).toBeGreaterThanOrEqual(3);
});

test('createTask: what is wrong is named, and nothing is created', async () => {
  const refused = (body: object) => seller.refused(operations.createTask, { body: body as { title: string } });
  expect(await refused({ title: '   ', priority: 'huge', colour: 'red' })).toMatchObject({
    code: 'validation_failed',
    errors: expect.arrayContaining([
      { path: 'title', message: 'must not be empty' },
      expect.objectContaining({ path: 'priority' }),
      expect.objectContaining({ path: 'colour' }),
    ]) as object,
  });
  expect(await refused({ title, customerId: nowhere })).toMatchObject({ errors: [{ path: 'customerId' }] });
  expect(await server.client().refused(operations.createTask, { body: { title } })).toMatchObject({
    code: 'unauthenticated',
  });
});

test('createTask: the same Idempotency-Key gives the first answer again', async () => {
  const headers = { 'Idempotency-Key': 'once-1' };
  const first = await seller.ok(operations.createTask, { body: { title }, headers });
  const again = await seller.ok(operations.createTask, { body: { title }, headers });
  expect(again.task.id).toBe(first.task.id);
  const other = await seller.refused(operations.createTask, { body: { title: 'Another' }, headers });
  expect(other.code).toBe('idempotency_key_reused');
});

test('listTasks and getTask', async () => {
  const task = await created(seller, { generate: false, priority: 'urgent' });
  const { items, total } = await seller.ok(operations.listTasks, { query: { priority: 'urgent', limit: 1 } });
  expect(items[0]?.id).toBe(task.id);
  expect(total).toBeGreaterThanOrEqual(1);
  expect(await seller.refused(operations.listTasks, { query: { colour: 'red' } })).toMatchObject({
    code: 'validation_failed',
  });
  expect(await seller.refused(operations.listTasks, { query: { sort: 'colour' } })).toMatchObject({
    errors: [{ path: 'sort' }],
  });
  expect((await seller.ok(operations.getTask, { params: { id: task.id } })).task).toEqual(task);
  expect(await seller.refused(operations.getTask, { params: { id: nowhere } })).toMatchObject({ code: 'not_found' });
  expect(await seller.refused(operations.getTask, { params: { id: 'nonsense' } })).toMatchObject({
    code: 'validation_failed',
  });
});

test('updateTask: merged, or refused with the conflict and the task as it is', async () => {
  const { id } = await created();
  const params = { id };
  const ifMatch = { 'If-Match': '"1"' };
  await admin.ok(operations.updateTask, { params, body: { title: 'Renamed' }, headers: ifMatch });
  const merged = await seller.ok(operations.updateTask, { params, body: { priority: 'high' }, headers: ifMatch });
  expect(merged.task).toMatchObject({ title: 'Renamed', priority: 'high', version: 3 });
  const refused = await seller.refused(operations.updateTask, { params, body: { title: 'Mine' }, headers: ifMatch });
  expect(refused).toMatchObject({ code: 'conflict', conflicts: ['title'], current: { title: 'Renamed', version: 3 } });
});

test('deleteTask and restoreTask', async () => {
  const { id } = await created();
  const params = { id };
  const headers = { 'If-Match': '"9"' };
  expect(await seller.refused(operations.deleteTask, { params, headers })).toMatchObject({ code: 'conflict' });
  expect((await seller.call(operations.deleteTask, { params })).status).toBe(204);
  expect(await seller.refused(operations.deleteTask, { params })).toMatchObject({ code: 'not_found' });
  expect((await seller.ok(operations.restoreTask, { params })).task).toMatchObject({ id, deletedAt: null });
  expect(await seller.refused(operations.restoreTask, { params: { id: nowhere } })).toMatchObject({
    code: 'not_found',
  });
});

test('bulkTasks', async () => {
  const { id } = await created();
  const answer = await seller.ok(operations.bulkTasks, {
    body: { ids: [id, nowhere], change: { status: 'completed' } },
  });
  expect(resultsOf(answer).map(({ status }) => status)).toEqual([200, 404]);
  const both = { ids: [id], filter: {}, change: { delete: true as const } };
  expect(await seller.refused(operations.bulkTasks, { body: both })).toMatchObject({ code: 'validation_failed' });
});

test('generateSubtasks: 202 with the place to look, or the result when it is waited for', async () => {
  const { id } = await planned();
  const params = { id };
  const answer = await seller.call(operations.generateSubtasks, {
    params,
    headers: wait,
    body: { instructions: 'Shorter' },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('preference-applied')).toBe('wait=20');
  expect(answer.body).toMatchObject({
    generation: { status: 'complete' },
    task: { aiGenerated: { metadata: { regenerationCount: 1 } } },
  });

  const queued = await seller.call(operations.generateSubtasks, { params });
  expect(queued.status).toBe(202);
  const generationId = /^\/api\/generations\/([0-9a-f]{24})$/.exec(queued.headers.get('location') ?? '')?.[1] ?? '';
  const { generation } = await seller.ok(operations.getGeneration, { params: { id: generationId } });
  expect(generation).toMatchObject({ taskId: id, kind: 'plan' });
  expect(await seller.refused(operations.generateSubtasks, { params: { id: nowhere } })).toMatchObject({
    code: 'not_found',
  });
});

test('generateTimeline and optimizeSchedule', async () => {
  const { id } = await planned();
  const params = { id };
  const dated = await seller.call(operations.generateTimeline, { params, headers: wait });
  expect(dated).toMatchObject({ status: 200, body: { generation: { kind: 'timeline', status: 'complete' } } });
  const looked = await seller.call(operations.optimizeSchedule, { params, body: { apply: false } });
  expect(looked).toMatchObject({
    status: 200,
    body: { generation: null, schedule: { order: expect.any(Array) as object } },
  });
  const applied = await seller.call(operations.optimizeSchedule, { params, headers: wait });
  expect(applied).toMatchObject({ status: 200, body: { generation: { kind: 'optimize', status: 'complete' } } });
  expect((await seller.call(operations.optimizeSchedule, { params })).status).toBe(202);

  const unplanned = { params: { id: (await created()).id } };
  expect(await seller.refused(operations.generateTimeline, unplanned)).toMatchObject({ code: 'conflict' });
  expect(await seller.refused(operations.optimizeSchedule, unplanned)).toMatchObject({ code: 'conflict' });
});

test('getGeneration and cancelGeneration', async () => {
  expect(await seller.refused(operations.getGeneration, { params: { id: nowhere } })).toMatchObject({
    code: 'not_found',
  });
  const { id } = await created();
  expect(await seller.refused(operations.cancelGeneration, { params: { id } })).toMatchObject({ code: 'not_found' });
});

test('steps: added, changed, moved, removed', async () => {
  const { id, aiGenerated } = await planned();
  const params = { id };
  const [first, second] = aiGenerated!.subtasks;
  const added = await seller.ok(operations.createSubtask, { params, body: { title: 'Call Dana', order: 0 } });
  const own = added.task.aiGenerated!.subtasks[0]!;
  expect(own).toMatchObject({ title: 'Call Dana', edited: true, status: 'pending' });
  expect(await seller.refused(operations.createSubtask, { params, body: { title: '' } })).toMatchObject({
    code: 'validation_failed',
  });

  const step = { params: { id, subtaskId: own.id } };
  const started = await seller.ok(operations.updateSubtask, { ...step, body: { status: 'in_progress' } });
  expect(started.task).toMatchObject({ status: 'in_progress' });
  const circle = { params: { id, subtaskId: first!.id }, body: { dependencies: [first!.id] } };
  expect(await seller.refused(operations.updateSubtask, circle)).toMatchObject({
    errors: [{ path: 'dependencies.0' }],
  });

  const moved = await seller.ok(operations.updateSubtasks, { params, body: { subtasks: [{ id: own.id, order: 1 }] } });
  expect(moved.task.aiGenerated?.subtasks.slice(0, 2).map((one) => one.id)).toEqual([first!.id, own.id]);
  const unknown = { params, body: { subtasks: [{ id: nowhere, order: 1 }] } };
  expect(await seller.refused(operations.updateSubtasks, unknown)).toMatchObject({
    errors: [{ path: 'subtasks.0.id' }],
  });

  const removed = await seller.ok(operations.deleteSubtask, step);
  expect(removed.task.aiGenerated?.subtasks.map((one) => one.id)).not.toContain(own.id);
  expect(removed.task.aiGenerated?.subtasks.map((one) => one.id)).toContain(second!.id);
  expect(await seller.refused(operations.deleteSubtask, step)).toMatchObject({ code: 'not_found' });
});

test('the prompt is for admins', async () => {
  const { id } = await planned();
  const prompt = async (by: ApiClient) =>
    (await by.ok(operations.getTask, { params: { id } })).task.aiGenerated?.metadata.promptUsed;
  expect(await prompt(seller)).toBeNull();
  expect(await prompt(admin)).not.toBeNull();
});

test('readQuickLine and quickAddTask: a line says who, for whom, when and how urgent', async () => {
  const { customer } = await seller.ok(operations.createCustomer, {
    body: { contactInfo: { company: 'Quicksilver Ltd' } },
  });
  const line = 'Call Quicksilver tomorrow 3pm !high @me #renewal';
  const read = await seller.ok(operations.readQuickLine, { query: { line, zone: 'Europe/Berlin' } });
  expect(read).toMatchObject({
    title: 'Call Quicksilver',
    priority: 'high',
    tags: ['renewal'],
    customer: { id: customer.id },
    parts: ['date', 'priority', 'person', 'tag', 'customer'].map((kind) => ({ kind })),
  });
  const { task } = await seller.ok(operations.quickAddTask, { body: { line, zone: 'Europe/Berlin' } });
  expect(task).toMatchObject({
    title: 'Call Quicksilver',
    priority: 'high',
    tags: ['renewal'],
    customerId: customer.id,
    assignedTo: read.assignee!.id,
    scheduledFor: read.scheduledFor,
    dueDate: read.dueDate,
  });
  const kept = await seller.ok(operations.quickAddTask, { body: { line: 'Call !high #a', plain: '!high' } });
  expect(kept.task).toMatchObject({ title: 'Call !high', priority: 'medium', tags: ['a'] });
  const empty = await seller.call(operations.quickAddTask, { body: { line: '!high #a' } });
  expect(empty.status).toBe(422);
  expect(empty.body).toMatchObject({ errors: [{ path: 'line' }] });
  expect(await seller.ok(operations.listTasks, { query: { tag: 'renewal' } })).toMatchObject({ total: 1 });
});

test('applyProposal, discardProposal: a plan is shown before it is saved, and taken in part', async () => {
  const task = await planned();
  const params = { id: task.id };
  const [first] = task.aiGenerated?.subtasks ?? [];
  await seller.ok(operations.updateSubtask, {
    params: { ...params, subtaskId: first!.id },
    body: { title: 'Ask Dana what changed' },
  });
  const propose = async () => {
    const request = { params, body: { propose: true, replaceEdits: true }, headers: wait };
    const { generation } = await seller.ok(operations.generateSubtasks, request);
    return { generation, of: { ...params, generationId: generation.id } };
  };
  const { generation, of } = await propose();
  expect(generation.proposal?.state).toBe('open');
  const [change] = generation.proposal?.changes.filter(({ kind }) => kind !== 'kept') ?? [];
  expect(await seller.ok(operations.getTask, { params })).toMatchObject({ task: { version: task.version + 1 } });
  expect(await seller.refused(operations.applyProposal, { params: of, body: { accept: [] } })).toMatchObject({
    code: 'validation_failed',
  });
  const taken = await seller.ok(operations.applyProposal, { params: of, body: { accept: [change!.id] } });
  expect(taken.task).toMatchObject({ version: task.version + 2, aiGenerated: { metadata: { regenerationCount: 1 } } });
  expect(await seller.refused(operations.applyProposal, { params: of, body: {} })).toMatchObject({ code: 'conflict' });

  const next = await propose();
  await seller.ok(operations.discardProposal, { params: next.of });
  expect(await seller.refused(operations.discardProposal, { params: next.of })).toMatchObject({ code: 'conflict' });
  const { items } = await seller.ok(operations.listTaskActivity, { params });
  expect(items[0]).toMatchObject({ type: 'task_planned', actor: { kind: 'member' } });
});
