import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { listTasks } from '../../../src/server/use-cases/tasks/list-tasks.ts';
import { aPlan } from '../../support/records.ts';
import { refusal, request, taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

test('a task, the run that plans it, and the events that tell of both are committed as one', async () => {
  const before = (await world.events()).length;
  const { task, generation } = await createTask(world.as.seller, request());
  const { id } = world.as.seller.actor;
  expect(task).toMatchObject({ status: 'pending', assignedTo: id, createdBy: id, aiGenerated: null, version: 1 });
  expect(task.assignee).toMatchObject({ id });
  expect(generation).toMatchObject({ taskId: task.id, status: 'queued', kind: 'plan' });
  const events = (await world.events()).slice(before).map(({ event, actor }) => [event.type, actor.id]);
  expect(events).toEqual([
    ['task.changed', id],
    ['generation.requested', id],
  ]);
  expect(await getTask(world.as.seller, task.id)).toEqual(task);
});

test('no plan is made when it is held back, or for who may not have plans made', async () => {
  expect(await createTask(world.as.seller, request({ generate: false }))).toMatchObject({ generation: null });
  const writer = {
    ...world.as.seller,
    actor: { ...world.as.seller.actor, permissions: new Set(['tasks.write'] as const) },
  };
  expect(await createTask(writer, request())).toMatchObject({ generation: null });
});

test('a task that is created as completed says when', async () => {
  const { task } = await createTask(world.as.seller, request({ status: 'completed', generate: false }));
  expect(task.completedAt).toBe(world.clock.now().toISOString());
});

test('references that are not there are refused by name, and nothing is created', async () => {
  const count = async () => (await listTasks(world.as.admin, listTasksQuery.parse({}))).total;
  const before = await count();
  const gone = await world.customer({ deletedAt: new Date() });
  const left = await world.member({ isActive: false });
  const nowhere = 'f'.repeat(24);
  const attempts = {
    customerId: gone.id,
    assignedTo: left.id,
    parentTask: nowhere,
    dealId: nowhere,
    pipelineId: nowhere,
    pipelineStage: nowhere,
  };
  for (const [path, id] of Object.entries(attempts)) {
    expect(await refusal(createTask(world.as.seller, request({ [path]: id })))).toMatchObject({
      code: 'validation_failed',
      paths: [path],
    });
  }
  expect(await refusal(createTask(world.as.seller, request({ customerId: nowhere })))).toMatchObject({
    paths: ['customerId'],
  });
  expect(await count()).toBe(before);
});

test('references that are there are kept', async () => {
  const customer = await world.customer();
  const parent = await world.task();
  const { task } = await createTask(
    world.as.seller,
    request({ customerId: customer.id, parentTask: parent.id, assignedTo: null }),
  );
  expect(task).toMatchObject({ customerId: customer.id, parentTask: parent.id, assignedTo: null, assignee: null });
});

test('who has no right sees and does nothing', async () => {
  const task = await world.task();
  expect(await refusal(createTask(world.as.nobody, request()))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(getTask(world.as.nobody, task.id))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(listTasks(world.as.nobody, listTasksQuery.parse({})))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(getTask(world.as.admin, 'f'.repeat(24)))).toMatchObject({ code: 'not_found' });
});

test('the prompt is for those who may read prompts, on single reads', async () => {
  const plan = aPlan(world.ports.ids.next(), world.ports.ids.next());
  const task = await world.task({}, { ...plan, metadata: { ...plan.metadata, promptUsed: 'Plan this' } });
  expect((await getTask(world.as.admin, task.id)).aiGenerated?.metadata.promptUsed).toBe('Plan this');
  expect((await getTask(world.as.seller, task.id)).aiGenerated?.metadata.promptUsed).toBeNull();
  const { items } = await listTasks(world.as.admin, listTasksQuery.parse({ limit: '200' }));
  expect(items.find(({ id }) => id === task.id)?.aiGenerated?.metadata.promptUsed).toBeNull();
});

test('lists know who “me” is', async () => {
  const colleague = await world.member();
  const { task } = await createTask(world.as.admin, request({ assignedTo: colleague.id, generate: false }));
  const actor = { ...world.as.seller.actor, id: colleague.id };
  const mine = await listTasks({ ...world.as.seller, actor }, listTasksQuery.parse({ assignedTo: 'me' }));
  expect(mine.items.map(({ id }) => id)).toEqual([task.id]);
  const machine = { ports: world.ports, actor: { kind: 'system', id: null, name: 'Throughline' } as const };
  expect(await refusal(listTasks(machine, listTasksQuery.parse({ assignedTo: 'me' })))).toMatchObject({
    paths: ['assignedTo'],
  });
});
