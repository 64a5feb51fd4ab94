import { afterAll, beforeAll, expect, test } from 'vitest';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { listTaskActivity } from '../../../src/server/use-cases/activity/list-task-activity.ts';
import { bulkTasks } from '../../../src/server/use-cases/tasks/bulk-tasks.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { listTasks } from '../../../src/server/use-cases/tasks/list-tasks.ts';
import { restoreTask } from '../../../src/server/use-cases/tasks/restore-task.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { aPlan } from '../../support/records.ts';
import { resultsOf } from '../../support/bulk.ts';
import { refusal, request, taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const lastEvent = async () => (await world.events()).at(-1)?.event;

test('a change is committed with the event that names what changed', async () => {
  const { id } = await world.task();
  const task = await updateTask(world.as.seller, { id, patch: { title: 'Keep Acme', priority: 'high' } });
  expect(task).toMatchObject({ title: 'Keep Acme', priority: 'high', version: 2 });
  expect(await lastEvent()).toEqual({ type: 'task.changed', change: 'updated', task, changed: ['title', 'priority'] });
});

test('a change that changes nothing writes nothing', async () => {
  const { id, title } = await world.task();
  const before = (await world.events()).length;
  expect(await updateTask(world.as.seller, { id, patch: { title } })).toMatchObject({ version: 1 });
  expect(await world.events()).toHaveLength(before);
});

test('completing says when, and going back takes it away', async () => {
  const { id } = await world.task();
  const completed = await updateTask(world.as.seller, { id, patch: { status: 'completed' } });
  expect(completed.completedAt).toBe(world.clock.now().toISOString());
  expect(await lastEvent()).toMatchObject({ change: 'completed' });
  const opened = await updateTask(world.as.seller, { id, patch: { status: 'in_progress' } });
  expect(opened.completedAt).toBeNull();
  expect(await lastEvent()).toMatchObject({ change: 'updated' });
});

test('a new start dates the plan anew', async () => {
  const { id } = await world.task({}, aPlan(world.ports.ids.next(), world.ports.ids.next()));
  const task = await updateTask(world.as.seller, { id, patch: { scheduledFor: '2026-12-07T08:00:00Z' } });
  expect(task.aiGenerated?.timeline).toMatchObject({
    estimatedStartDate: '2026-12-07T09:00:00.000Z',
    estimatedEndDate: '2026-12-07T11:00:00.000Z',
  });
});

test('two people change different fields of one task; the same field is refused with the task as it is', async () => {
  const { id } = await world.task();
  await updateTask(world.as.admin, { id, patch: { title: 'First' }, expectedVersion: 1 });
  const merged = await updateTask(world.as.seller, { id, patch: { priority: 'urgent' }, expectedVersion: 1 });
  expect(merged).toMatchObject({ title: 'First', priority: 'urgent', version: 3 });
  const late = updateTask(world.as.seller, { id, patch: { title: 'Second' }, expectedVersion: 1 });
  expect(await refusal(late)).toMatchObject({ code: 'conflict', conflicts: ['title'] });
  await expect(late).rejects.toMatchObject({ options: { current: { title: 'First', version: 3 } } });
});

test('many changes at once are all there in the end', async () => {
  const { id } = await world.task();
  const words = ['a', 'b', 'c', 'd'];
  await Promise.all([
    ...words.map((word) => updateTask(world.as.seller, { id, patch: { description: word } })),
    updateTask(world.as.admin, { id, patch: { priority: 'low' } }),
  ]);
  const task = await getTask(world.as.admin, id);
  expect(task).toMatchObject({ priority: 'low', version: 6 });
  expect(words).toContain(task.description);
});

test('a task cannot become part of itself, and references are checked', async () => {
  const top = await world.task();
  const middle = await world.task({ parentTask: top.id });
  const bottom = await world.task({ parentTask: middle.id });
  const move = (id: string, parentTask: string) => updateTask(world.as.seller, { id, patch: { parentTask } });
  expect(await refusal(move(top.id, bottom.id))).toMatchObject({ code: 'validation_failed', paths: ['parentTask'] });
  expect(await refusal(move(top.id, top.id))).toMatchObject({ paths: ['parentTask'] });
  expect(await move(bottom.id, top.id)).toMatchObject({ parentTask: top.id });
  const stranger = updateTask(world.as.seller, { id: top.id, patch: { assignedTo: 'f'.repeat(24) } });
  expect(await refusal(stranger)).toMatchObject({ paths: ['assignedTo'] });
});

test('a deleted task is gone from reads and lists until it is restored', async () => {
  const { id } = await world.task({ title: 'Short-lived' });
  await deleteTask(world.as.seller, { id });
  expect(await lastEvent()).toMatchObject({ change: 'deleted', changed: ['deletedAt'] });
  expect(await refusal(getTask(world.as.admin, id))).toMatchObject({ code: 'not_found' });
  expect(await refusal(deleteTask(world.as.admin, { id }))).toMatchObject({ code: 'not_found' });
  expect(await refusal(updateTask(world.as.admin, { id, patch: { title: 'x' } }))).toMatchObject({ code: 'not_found' });
  const bin = async () =>
    (await listTasks(world.as.admin, listTasksQuery.parse({ deleted: 'true' }))).items.map((task) => task.id);
  expect(await bin()).toContain(id);
  expect(await restoreTask(world.as.seller, id)).toMatchObject({ id, deletedAt: null, version: 3 });
  expect(await restoreTask(world.as.seller, id)).toMatchObject({ version: 3 });
  expect(await bin()).not.toContain(id);
  expect(await refusal(restoreTask(world.as.admin, 'f'.repeat(24)))).toMatchObject({ code: 'not_found' });
});

test('deleting with a version is refused when anything changed since, and cancels the run that waits', async () => {
  const { task, generation } = await createTask(world.as.seller, request());
  await updateTask(world.as.admin, { id: task.id, patch: { title: 'Changed' } });
  const stale = deleteTask(world.as.seller, { id: task.id, expectedVersion: 1 });
  expect(await refusal(stale)).toMatchObject({ code: 'conflict', conflicts: ['title'] });
  await deleteTask(world.as.seller, { id: task.id, expectedVersion: 2 });
  expect(await world.ports.generations.find(generation!.id)).toMatchObject({ status: 'cancelled' });
});

test('in bulk each task succeeds or fails alone', async () => {
  const [one, two, gone] = [await world.task(), await world.task(), await world.task()];
  await deleteTask(world.as.admin, { id: gone.id });
  const ids = [one.id, gone.id, two.id, one.id];
  const results = resultsOf(await bulkTasks(world.as.seller, { ids, change: { priority: 'urgent' } }));
  expect(results).toEqual([
    { id: one.id, status: 200 },
    { id: gone.id, status: 404, error: { code: 'not_found', detail: expect.any(String) as string } },
    { id: two.id, status: 200 },
  ]);
  const change = { assignedTo: 'f'.repeat(24) };
  expect(resultsOf(await bulkTasks(world.as.seller, { ids: [one.id], change }))[0]).toMatchObject({ status: 422 });
});

test('in bulk by filter: deleted and restored', async () => {
  const customer = await world.customer();
  const tasks = [await world.task({ customerId: customer.id }), await world.task({ customerId: customer.id })];
  const filter = { customerId: customer.id };
  const deleted = await bulkTasks(world.as.seller, { filter, change: { delete: true } });
  expect(resultsOf(deleted).map(({ status }) => status)).toEqual([204, 204]);
  const restored = await bulkTasks(world.as.seller, {
    filter: { ...filter, deleted: 'true' },
    change: { restore: true },
  });
  expect(
    resultsOf(restored)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(tasks.map(({ id }) => id).sort());
  expect(resultsOf(restored).every(({ status }) => status === 200)).toBe(true);
  const bad = bulkTasks(world.as.seller, { filter: { colour: 'red' }, change: { delete: true } });
  expect(await refusal(bad)).toMatchObject({ code: 'validation_failed', paths: ['filter.colour'] });
  const worse = bulkTasks(world.as.seller, { filter: { status: 'asleep' }, change: { delete: true } });
  expect(await refusal(worse)).toMatchObject({ paths: [expect.stringMatching(/^filter\.status/)] });
});

test('who has no right changes nothing', async () => {
  const { id } = await world.task();
  const attempts = [
    updateTask(world.as.nobody, { id, patch: { title: 'x' } }),
    deleteTask(world.as.nobody, { id }),
    restoreTask(world.as.nobody, id),
    bulkTasks(world.as.nobody, { ids: [id], change: { delete: true } }),
    bulkTasks(world.as.nobody, { ids: [id], change: { title: 'x' } }),
  ];
  for (const attempt of attempts) expect(await refusal(attempt)).toMatchObject({ code: 'forbidden' });
  expect(await getTask(world.as.admin, id)).toMatchObject({ version: 1 });
});

test('tasks are nested ten levels deep at most, counting what comes along', async () => {
  const chain = async (length: number) => {
    const tasks = [await world.task({ title: 'Level 1' })];
    for (let level = 2; level <= length; level += 1) {
      tasks.push(await world.task({ title: `Level ${level}`, parentTask: tasks.at(-1)!.id }));
    }
    return tasks;
  };
  const move = (id: string, parentTask: string) => updateTask(world.as.seller, { id, patch: { parentTask } });
  const deep = await chain(10);
  const pair = await chain(2);
  const alone = await world.task();
  expect(await refusal(world.task({ parentTask: deep[9]!.id }))).toMatchObject({ paths: ['parentTask'] });
  expect(await refusal(move(alone.id, deep[9]!.id))).toMatchObject({ paths: ['parentTask'] });
  expect(await refusal(move(pair[0]!.id, deep[8]!.id))).toMatchObject({ paths: ['parentTask'] });
  expect((await move(pair[0]!.id, deep[7]!.id)).parent).toEqual({ id: deep[7]!.id, title: 'Level 8' });
});

test('a task begins with the first part of it, and those above with it', async () => {
  const top = await world.task({ title: 'Top' });
  const middle = await world.task({ title: 'Middle', parentTask: top.id });
  const part = await world.task({ title: 'Part', parentTask: middle.id });
  const count = (await world.events()).length;
  await updateTask(world.as.seller, { id: part.id, patch: { status: 'in_progress' } });
  const statuses = async () => (await world.ports.tasks.findMany([top.id, middle.id])).map(({ status }) => status);
  expect(await statuses()).toEqual(['in_progress', 'in_progress']);
  const told = (await world.events())
    .slice(count)
    .map(({ event }) => event.type === 'task.changed' && event.task.title);
  expect(told).toEqual(['Part', 'Middle', 'Top']);
  const history = await listTaskActivity(world.as.seller, { id: top.id, query: listActivityQuery.parse({}) });
  expect(history.items[0]).toMatchObject({
    actor: { id: world.as.seller.actor.id },
    changes: [{ path: 'status', from: 'pending', to: 'in_progress' }],
  });
  // What a person put off stays so until another part is begun.
  await updateTask(world.as.seller, { id: top.id, patch: { status: 'pending' } });
  await updateTask(world.as.seller, { id: part.id, patch: { status: 'completed' } });
  expect((await statuses())[0]).toBe('pending');
});
