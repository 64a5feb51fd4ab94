import { afterAll, beforeAll, expect, test } from 'vitest';
import { recurrence } from '../../../src/lib/contracts/recurrence.ts';
import { listTasksQuery, type Task } from '../../../src/lib/contracts/task.ts';
import { listTaskActivity } from '../../../src/server/use-cases/activity/list-task-activity.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { aPlan } from '../../support/records.ts';
import { request, taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const weekly = recurrence.parse({ frequency: 'weekly', weekdays: ['monday'], zone: 'Europe/Berlin', time: '17:30' });
/** A Monday long after the tests' clock. */
const monday = '2030-03-25T16:30:00.000Z';

async function recurring(input: object = {}): Promise<Task> {
  const wish = { generate: false, recurrence: weekly, dueDate: monday, tags: ['ops'], ...input };
  return (await createTask(world.as.seller, request(wish))).task;
}
const setStatus = (id: string, status: Task['status']) => updateTask(world.as.seller, { id, patch: { status } });

async function series(id: string): Promise<Task[]> {
  const { items } = await world.ports.tasks.list(listTasksQuery.parse({ limit: '200', sort: 'createdAt' }));
  return items.filter((task) => task.series?.id === id) as unknown as Task[];
}

test('a task that is finished comes again at the hour of its zone, across a change of clocks', async () => {
  const first = await recurring();
  expect(first.series).toEqual({ id: first.id, occurrence: 1 });
  await setStatus(first.id, 'completed');
  const [, next, ...more] = await series(first.id);
  expect(more).toEqual([]);
  expect(next).toMatchObject({
    title: first.title,
    status: 'pending',
    tags: ['ops'],
    series: { id: first.id, occurrence: 2 },
    // Summer time began in between.
    dueDate: new Date('2030-04-01T15:30:00.000Z'),
    recurrence: weekly,
  });
  const { items } = await listTaskActivity(world.as.seller, { id: next!.id, query: listActivityQuery.parse({}) });
  expect(items.map(({ type }) => type)).toEqual(['task_created']);
});

test('a cancelled one comes again too; one that is reopened and finished once more makes no second', async () => {
  const { id } = await recurring();
  await setStatus(id, 'cancelled');
  await setStatus(id, 'pending');
  await setStatus(id, 'completed');
  expect(await series(id)).toHaveLength(2);
});

test('two who finish it at the same moment make one successor', async () => {
  const { id } = await recurring();
  await Promise.allSettled([setStatus(id, 'completed'), setStatus(id, 'completed'), setStatus(id, 'cancelled')]);
  expect(await series(id)).toHaveLength(2);
});

test('the rule ends with its count, its last day, or when it is taken away', async () => {
  const once = await recurring({ recurrence: { ...weekly, count: 1 } });
  await setStatus(once.id, 'completed');
  expect(await series(once.id)).toHaveLength(1);
  const short = await recurring({ recurrence: { ...weekly, until: '2030-03-31' } });
  await setStatus(short.id, 'completed');
  expect(await series(short.id)).toHaveLength(1);
  const { id } = await recurring();
  await updateTask(world.as.seller, { id, patch: { recurrence: null } });
  await setStatus(id, 'completed');
  expect(await series(id)).toHaveLength(1);
});

test('its plan comes along with nothing done, its steps as records of their own', async () => {
  const { id } = await world.task({ recurrence: weekly, dueDate: monday });
  const record = (await world.ports.tasks.find(id))!;
  const plan = aPlan('a'.repeat(24), 'b'.repeat(24));
  const done = plan.subtasks.map((step) => ({ ...step, status: 'completed' as const, completedAt: new Date() }));
  const planned = { ...record, version: 2, aiGenerated: { ...plan, subtasks: done } };
  await world.ports.commit({
    actor: { kind: 'system', id: null, name: 'Throughline' },
    events: [],
    write: (tx) => world.ports.tasks.replace(planned, tx),
  });
  await setStatus(id, 'completed');
  const [, next] = await series(id);
  const steps = next!.aiGenerated!.subtasks;
  expect(steps.map(({ status }) => status)).toEqual(['pending', 'pending']);
  const ids = steps.map((step) => step.id);
  expect(ids).not.toContain('a'.repeat(24));
  for (const { dependencies } of steps) expect(ids).toEqual(expect.arrayContaining(dependencies));
});

test('its history says how it repeats', async () => {
  const { id } = await world.task({ dueDate: monday });
  await updateTask(world.as.seller, { id, patch: { recurrence: weekly } });
  await updateTask(world.as.seller, { id, patch: { recurrence: { ...weekly, interval: 2 } } });
  const { items } = await listTaskActivity(world.as.seller, { id, query: listActivityQuery.parse({}) });
  expect(items.flatMap(({ changes }) => changes)).toEqual([
    { path: 'recurrence', from: 'Every week on Monday', to: 'Every 2 weeks on Monday' },
    { path: 'recurrence', from: null, to: 'Every week on Monday' },
  ]);
});
