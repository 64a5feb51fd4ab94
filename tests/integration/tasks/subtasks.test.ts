import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSubtaskRequest, type CreateSubtaskRequest } from '../../../src/lib/contracts/task.ts';
import { createSubtask } from '../../../src/server/use-cases/tasks/create-subtask.ts';
import { deleteSubtask } from '../../../src/server/use-cases/tasks/delete-subtask.ts';
import { restoreSubtask } from '../../../src/server/use-cases/tasks/restore-subtask.ts';
import { updateSubtask } from '../../../src/server/use-cases/tasks/update-subtask.ts';
import { updateSubtasks } from '../../../src/server/use-cases/tasks/update-subtasks.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { aPlan } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const input = (given: Partial<CreateSubtaskRequest> = {}) =>
  createSubtaskRequest.parse({ title: 'Call Dana', ...given });

/** A task whose plan has two steps, the second waiting for the first. */
async function planned() {
  const [first, second] = [world.ports.ids.next(), world.ports.ids.next()];
  const { id } = await world.task({}, aPlan(first, second));
  return { id, first, second };
}

test('a step is added at its place, marked as a person’s, and the plan is dated anew', async () => {
  const { id, first, second } = await planned();
  const task = await createSubtask(world.as.seller, { id, input: input({ order: 0, estimatedTime: 30 }) });
  const [added] = task.aiGenerated!.subtasks;
  expect(added).toMatchObject({
    title: 'Call Dana',
    edited: true,
    order: 0,
    scheduledStart: '2026-11-26T09:00:00.000Z',
  });
  expect(task.aiGenerated?.subtasks.map((step) => step.id)).toEqual([added!.id, first, second]);
  expect(task.aiGenerated?.timeline?.totalEstimatedTime).toBe(150);
});

test('the first step of a task without a plan begins one made by hand', async () => {
  const { id } = await world.task();
  const task = await createSubtask(world.as.seller, { id, input: input() });
  expect(task.aiGenerated?.metadata).toMatchObject({ generatedBy: 'by hand', regenerationCount: 0 });
  expect(task.aiGenerated?.subtasks).toHaveLength(1);
});

test('steps of a plan may wait only for steps of that plan', async () => {
  const { id, first, second } = await planned();
  const strange = createSubtask(world.as.seller, { id, input: input({ dependencies: [first, 'f'.repeat(24)] }) });
  expect(await refusal(strange)).toMatchObject({ code: 'validation_failed', paths: ['dependencies.1'] });
  const circle = updateSubtask(world.as.seller, { id, subtaskId: first, change: { dependencies: [second] } });
  expect(await refusal(circle)).toMatchObject({ code: 'validation_failed', paths: ['dependencies'] });
  const several = updateSubtasks(world.as.seller, { id, input: { subtasks: [{ id: first, dependencies: [first] }] } });
  expect(await refusal(several)).toMatchObject({ paths: ['subtasks.0.dependencies.0'] });
});

test('starting the first step starts the task', async () => {
  const { id, first } = await planned();
  const started = await updateSubtask(world.as.seller, { id, subtaskId: first, change: { status: 'in_progress' } });
  expect(started.status).toBe('in_progress');
  expect(started.aiGenerated?.subtasks[0]).toMatchObject({ startedAt: world.clock.now().toISOString(), edited: true });
  const finished = await updateSubtask(world.as.seller, { id, subtaskId: first, change: { status: 'completed' } });
  expect(finished.aiGenerated?.subtasks[0]?.completedAt).toBe(world.clock.now().toISOString());
  expect(finished.aiGenerated?.subtasks[1]?.scheduledStart).toBe('2026-11-26T09:00:00.000Z');
});

test('several steps change as one or not at all', async () => {
  const { id, first, second } = await planned();
  const task = await updateSubtasks(world.as.seller, {
    id,
    input: {
      subtasks: [
        { id: second, order: 0, dependencies: [] },
        { id: first, title: 'Read the contract' },
      ],
    },
  });
  expect(task.aiGenerated?.subtasks.map(({ title }) => title)).toEqual(['Write the offer', 'Read the contract']);
  const half = updateSubtasks(world.as.seller, {
    id,
    input: {
      subtasks: [
        { id: first, title: 'Changed' },
        { id: 'f'.repeat(24), title: 'Nowhere' },
      ],
    },
  });
  expect(await refusal(half)).toMatchObject({ code: 'validation_failed', paths: ['subtasks.1.id'] });
  const twice = updateSubtasks(world.as.seller, { id, input: { subtasks: [{ id: first }, { id: first }] } });
  expect(await refusal(twice)).toMatchObject({ paths: ['subtasks.1.id'] });
  expect((await world.ports.tasks.find(id))?.aiGenerated?.subtasks.map(({ title }) => title)).not.toContain('Changed');
});

test('a step is removed; what waited for it waits for what it waited for', async () => {
  const { id, first, second } = await planned();
  const three = await createSubtask(world.as.seller, { id, input: input({ dependencies: [second] }) });
  const third = three.aiGenerated!.subtasks[2]!.id;
  const task = await deleteSubtask(world.as.seller, { id, subtaskId: second });
  expect(task.aiGenerated?.subtasks.map((step) => [step.id, step.dependencies, step.order])).toEqual([
    [first, [], 0],
    [third, [first], 1],
  ]);
  expect(await refusal(deleteSubtask(world.as.seller, { id, subtaskId: second }))).toMatchObject({ code: 'not_found' });
});

test('people who change different steps, or a step and the task, do not get in each other’s way', async () => {
  const { id, first, second } = await planned();
  const { version } = (await world.ports.tasks.find(id))!;
  const at = { id, expectedVersion: version };
  await updateSubtask(world.as.admin, { ...at, subtaskId: first, change: { title: 'Mine' } });
  await updateTask(world.as.admin, { ...at, patch: { title: 'Renamed' } });
  const task = await updateSubtask(world.as.seller, { ...at, subtaskId: second, change: { title: 'Theirs' } });
  expect(task).toMatchObject({ title: 'Renamed', version: version + 3 });
  expect(task.aiGenerated?.subtasks.map(({ title }) => title)).toEqual(['Mine', 'Theirs']);
  const late = updateSubtask(world.as.seller, { ...at, subtaskId: first, change: { title: 'Too late' } });
  expect(await refusal(late)).toMatchObject({ code: 'conflict', conflicts: [`aiGenerated.subtasks.${first}.title`] });
  const gone = deleteSubtask(world.as.seller, { ...at, subtaskId: first });
  expect(await refusal(gone)).toMatchObject({ code: 'conflict' });
});

test('assignees must be members, and who has no right changes nothing', async () => {
  const { id, first } = await planned();
  const stranger = 'f'.repeat(24);
  expect(await refusal(createSubtask(world.as.seller, { id, input: input({ assignedTo: stranger }) }))).toMatchObject({
    paths: ['assignedTo'],
  });
  const change = updateSubtasks(world.as.seller, { id, input: { subtasks: [{ id: first, assignedTo: stranger }] } });
  expect(await refusal(change)).toMatchObject({ paths: ['subtasks.0.assignedTo'] });
  const attempts = [
    createSubtask(world.as.nobody, { id, input: input() }),
    updateSubtask(world.as.nobody, { id, subtaskId: first, change: { title: 'x' } }),
    updateSubtasks(world.as.nobody, { id, input: { subtasks: [{ id: first, title: 'x' }] } }),
    deleteSubtask(world.as.nobody, { id, subtaskId: first }),
  ];
  for (const attempt of attempts) expect(await refusal(attempt)).toMatchObject({ code: 'forbidden' });
});

test('a plan has an end: two hundred steps', async () => {
  const { id } = await world.task();
  const { ports } = world;
  const task = (await ports.tasks.find(id))!;
  const [step] = aPlan(ports.ids.next(), ports.ids.next()).subtasks;
  const subtasks = Array.from({ length: 200 }, (_, order) => ({ ...step!, id: ports.ids.next(), order }));
  const full = { ...task, version: 2, aiGenerated: { ...aPlan(step!.id, ports.ids.next()), subtasks } };
  await ports.commit({ actor: world.as.admin.actor, events: [], write: (tx) => ports.tasks.replace(full, tx) });
  expect(await refusal(createSubtask(world.as.seller, { id, input: input() }))).toMatchObject({ code: 'conflict' });
});

test('a deleted step comes back as it was, where it was, with what waited for it and its milestone', async () => {
  const { id, first, second } = await planned();
  const { ports } = world;
  const third = await createSubtask(world.as.seller, { id, input: input({ dependencies: [second] }) });
  const thirdId = third.aiGenerated!.subtasks[2]!.id;
  await updateSubtask(world.as.seller, { id, subtaskId: second, change: { locked: true, description: 'With care' } });
  const before = (await ports.tasks.find(id))!.aiGenerated!;
  const without = await deleteSubtask(world.as.seller, { id, subtaskId: second });
  expect(without.aiGenerated?.subtasks).toHaveLength(2);
  // What is done meanwhile stays.
  await updateSubtask(world.as.seller, { id, subtaskId: thirdId, change: { title: 'Sign' } });

  const task = await restoreSubtask(world.as.seller, { id, subtaskId: second });
  expect(task.aiGenerated?.subtasks.map(({ id, dependencies }) => [id, dependencies])).toEqual([
    [first, []],
    [second, [first]],
    [thirdId, [second]],
  ]);
  expect(task.aiGenerated?.subtasks[1]).toMatchObject({ locked: true, description: 'With care' });
  expect(task.aiGenerated?.subtasks[2]?.title).toBe('Sign');
  const after = (await ports.tasks.find(id))!.aiGenerated!;
  expect(after.timeline?.milestones.map(({ name, subtaskId }) => [name, subtaskId])).toEqual(
    before.timeline?.milestones.map(({ name, subtaskId }) => [name, subtaskId]),
  );
  expect(after.removed).toEqual([]);
  const unknown = restoreSubtask(world.as.seller, { id, subtaskId: 'f'.repeat(24) });
  expect(await refusal(unknown)).toMatchObject({ code: 'not_found' });
  expect(await refusal(restoreSubtask(world.as.nobody, { id, subtaskId: second }))).toMatchObject({
    code: 'forbidden',
  });
});
