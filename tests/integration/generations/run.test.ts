import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancelGeneration } from '../../../src/server/use-cases/generations/cancel-generation.ts';
import { getGeneration } from '../../../src/server/use-cases/generations/get-generation.ts';
import { waitForGeneration } from '../../../src/server/use-cases/generations/wait-for-generation.ts';
import { createSubtask } from '../../../src/server/use-cases/tasks/create-subtask.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { generateTimeline } from '../../../src/server/use-cases/tasks/generate-timeline.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { optimizeSchedule } from '../../../src/server/use-cases/tasks/optimize-schedule.ts';
import { updateSubtask } from '../../../src/server/use-cases/tasks/update-subtask.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { createSubtaskRequest } from '../../../src/lib/contracts/task.ts';
import { refusal } from '../tasks/world.ts';
import { answer, generationWorld, until, usual, type GenerationWorld } from './world.ts';

let world: GenerationWorld;
beforeAll(async () => {
  world = await generationWorld();
});
beforeEach(() => {
  world.ai.answer = answer(...usual);
  world.ai.gate = Promise.resolve();
  world.ai.onFirstStep = () => undefined;
});
afterAll(() => world.close());

/** Holds the model after its first step until `open` is called. */
function gate() {
  const [opened, arrived] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  world.ai.gate = opened.promise;
  world.ai.onFirstStep = () => arrived.resolve(undefined);
  return { open: () => opened.resolve(undefined), arrived: arrived.promise };
}
const status = async (id: string) => (await getGeneration(world.as.seller, id)).status;

test('progress and steps are told while the model writes', async () => {
  const { open, arrived } = gate();
  const { generation } = await world.queued();
  const running = world.run(generation.id);
  await arrived;
  await until(async () => (await getGeneration(world.as.seller, generation.id)).subtasks.length === 1);
  expect(await getGeneration(world.as.seller, generation.id)).toMatchObject({
    status: 'running',
    progress: { stage: 'generating', percentage: 10, message: 'Review the contract', estimatedTimeRemaining: 2 },
  });
  open();
  await running;
  expect((await getGeneration(world.as.seller, generation.id)).subtasks).toHaveLength(3);
});

test('two workers: one plans, the other waits, the plan is saved once', async () => {
  const { open, arrived } = gate();
  const { task, generation } = await world.queued();
  const first = world.run(generation.id);
  await arrived;
  expect(await world.run(generation.id)).toBe('busy');
  open();
  expect(await first).toBe('over');
  expect(await world.run(generation.id)).toBe('over');
  expect((await getTask(world.as.seller, task.id)).version).toBe(2);
});

test('a worker that fell silent loses the run: another makes the plan, and the late one saves nothing', async () => {
  const { open, arrived } = gate();
  const { task, generation } = await world.queued();
  const late = world.run(generation.id);
  await arrived;
  // Nothing renews while the late worker is as good as dead: its lease runs out by the clock.
  world.ai.gate = Promise.resolve();
  world.ai.answer = answer('Second one', 'Second two', 'Second three');
  const until = new Date(world.clock.now().getTime() + 60_000);
  expect(await world.ports.generations.claim(generation.id, { now: until, until })).toMatchObject({ fence: 2 });
  world.clock.advance(120_000);
  expect(await world.run(generation.id)).toBe('over');
  open();
  expect(await late).toBe('busy');
  const saved = await getTask(world.as.seller, task.id);
  expect(saved).toMatchObject({ version: 2 });
  expect(saved.aiGenerated?.subtasks[0]?.title).toBe('Second one');
});

test('a cancel stops the model and leaves the task as it is', async () => {
  const { arrived } = gate();
  const { task, generation } = await world.queued();
  const running = world.run(generation.id);
  await arrived;
  await cancelGeneration(world.as.seller, task.id);
  expect(await running).toBe('over');
  expect(await getGeneration(world.as.seller, generation.id)).toMatchObject({
    status: 'cancelled',
    progress: { stage: 'cancelled', percentage: 10 },
    error: null,
  });
  expect(await getTask(world.as.seller, task.id)).toMatchObject({ version: 1, aiGenerated: null });
  expect(await refusal(cancelGeneration(world.as.seller, task.id))).toMatchObject({ code: 'not_found' });
});

test('a run that waits is cancelled at once and never runs', async () => {
  const { task, generation } = await world.queued();
  await cancelGeneration(world.as.seller, task.id);
  expect(await status(generation.id)).toBe('cancelled');
  const asked = world.ai.requests.length;
  expect(await world.run(generation.id)).toBe('over');
  expect(world.ai.requests).toHaveLength(asked);
});

test('what people change while the plan is made is kept', async () => {
  const first = await world.queued();
  await world.run(first.generation.id);
  const { id } = first.task;
  const again = await world.again(id);
  const { open, arrived } = gate();
  world.ai.answer = answer('New one', 'New two', 'New three');
  const running = world.run(again.id);
  await arrived;
  const [step] = (await getTask(world.as.seller, id)).aiGenerated!.subtasks;
  await updateSubtask(world.as.seller, { id, subtaskId: step!.id, change: { title: 'Mine now' } });
  await createSubtask(world.as.seller, {
    id,
    input: createSubtaskRequest.parse({ title: 'Added meanwhile', order: 1 }),
  });
  await updateTask(world.as.admin, { id, patch: { title: 'Renamed meanwhile' } });
  open();
  await running;
  const task = await getTask(world.as.seller, id);
  expect(task.title).toBe('Renamed meanwhile');
  expect(task.aiGenerated?.subtasks.map(({ title }) => title)).toEqual([
    'Mine now',
    'Added meanwhile',
    'New one',
    'New two',
    'New three',
  ]);
});

test('from scratch means what there was, not what people do meanwhile', async () => {
  const first = await world.queued();
  await world.run(first.generation.id);
  const { id } = first.task;
  const [one, two] = (await getTask(world.as.seller, id)).aiGenerated!.subtasks;
  await updateSubtask(world.as.seller, { id, subtaskId: one!.id, change: { title: 'Edited before' } });
  const again = await world.again(id, { replaceEdits: true });
  const { open, arrived } = gate();
  world.ai.answer = answer('New one', 'New two', 'New three');
  const running = world.run(again.id);
  await arrived;
  await updateSubtask(world.as.seller, { id, subtaskId: two!.id, change: { status: 'in_progress' } });
  open();
  await running;
  const titles = (await getTask(world.as.seller, id)).aiGenerated?.subtasks.map(({ title }) => title);
  expect(titles).toEqual(['New one', 'Write the offer', 'New two', 'New three']);
});

test('a task that goes to the bin cancels its run', async () => {
  const { arrived } = gate();
  const { task, generation } = await world.queued();
  const running = world.run(generation.id);
  await arrived;
  await deleteTask(world.as.seller, { id: task.id });
  expect(await running).toBe('over');
  expect(await status(generation.id)).toBe('cancelled');
});

test('a worker that stops leaves the run to another at once', async () => {
  const { arrived } = gate();
  const { task, generation } = await world.queued();
  const stopping = new AbortController();
  const running = world.run(generation.id, { signal: stopping.signal });
  await arrived;
  stopping.abort();
  await expect(running).rejects.toMatchObject({ name: 'RunStopped', why: 'interrupted' });
  expect(await status(generation.id)).toBe('running');
  world.ai.gate = Promise.resolve();
  world.clock.advance(1);
  expect(await world.run(generation.id)).toBe('over');
  expect(await getTask(world.as.seller, task.id)).toMatchObject({ version: 2 });
});

test('an error is thrown for another attempt; the last attempt ends the run, and the task is as it was', async () => {
  world.ai.answer = new Error('A bug of ours with secret details');
  const { task, generation } = await world.queued();
  await expect(world.run(generation.id)).rejects.toThrow('A bug of ours');
  expect(await status(generation.id)).toBe('running');
  world.clock.advance(1);
  expect(await world.run(generation.id, { isLastAttempt: true })).toBe('over');
  const run = await getGeneration(world.as.seller, generation.id);
  expect(run).toMatchObject({ status: 'failed', error: { code: 'internal' }, progress: { stage: 'failed' } });
  expect(JSON.stringify(run)).not.toContain('secret details');
  expect(await getTask(world.as.seller, task.id)).toMatchObject({ version: 1, aiGenerated: null });
});

test('a run that kills its workers is given up', async () => {
  const { generation } = await world.queued();
  for (let worker = 0; worker < 8; worker += 1) {
    const now = world.clock.now();
    await world.ports.generations.claim(generation.id, { now, until: now });
    world.clock.advance(1);
  }
  expect(await world.run(generation.id)).toBe('over');
  expect(await status(generation.id)).toBe('failed');
});

test('one run at a time for a task; waiting for it tells how it ended', async () => {
  const { task, generation } = await world.queued();
  expect(await refusal(world.again(task.id))).toMatchObject({ code: 'conflict' });
  const short = await waitForGeneration(world.as.seller, generation.id, { seconds: 0 });
  expect(short.status).toBe('queued');
  const waiting = waitForGeneration(world.as.seller, generation.id, { seconds: 10 });
  await world.run(generation.id);
  expect((await waiting).status).toBe('complete');
});

test('dates are computed anew, and a better order is found, shown and applied', async () => {
  const { task, generation } = await world.queued();
  world.ai.answer = {
    ...answer(...usual),
    subtasks: [
      { title: 'Short', estimatedTime: 60, dependencies: [], priority: 'low' },
      { title: 'Long', estimatedTime: 240, dependencies: [], priority: 'high' },
      { title: 'After long', estimatedTime: 60, dependencies: [1], priority: 'high' },
    ],
  };
  await world.run(generation.id);
  const { id } = task;
  const [, long] = (await getTask(world.as.seller, id)).aiGenerated!.subtasks;
  // Somebody else does the long step, so the order decides when all is done.
  const colleague = await world.member();
  const steps = (await getTask(world.as.seller, id)).aiGenerated!.subtasks;
  await updateSubtask(world.as.seller, { id, subtaskId: long!.id, change: { assignedTo: colleague.id } });

  world.clock.set('2026-12-03T09:00:00Z');
  const dated = await generateTimeline(world.as.seller, id);
  expect(dated).toMatchObject({ kind: 'timeline', status: 'queued' });
  await world.run(dated.id);
  expect((await getTask(world.as.seller, id)).aiGenerated?.timeline?.estimatedStartDate).toBe(
    '2026-12-03T09:00:00.000Z',
  );

  const looked = await optimizeSchedule(world.as.seller, id, { apply: false });
  expect(looked.generation).toBeNull();
  expect([...looked.schedule.order].sort()).toEqual(steps.map((step) => step.id).sort());
  expect(looked.schedule.after <= looked.schedule.before!).toBe(true);
  const applied = await optimizeSchedule(world.as.seller, id, { apply: true });
  await world.run(applied.generation!.id);
  const task2 = await getTask(world.as.seller, id);
  expect(task2.aiGenerated?.subtasks.map((step) => step.id)).toEqual(looked.schedule.order);
  expect(task2.aiGenerated?.timeline?.estimatedEndDate).toBe(looked.schedule.after);
});

test('without a plan there is nothing to date or to order, and rights are needed', async () => {
  const { id } = await world.task();
  expect(await refusal(generateTimeline(world.as.seller, id))).toMatchObject({ code: 'conflict' });
  expect(await refusal(optimizeSchedule(world.as.seller, id, { apply: true }))).toMatchObject({ code: 'conflict' });
  expect(await refusal(world.again('f'.repeat(24)))).toMatchObject({ code: 'not_found' });
  const attempts = [
    generateTimeline(world.as.nobody, id),
    optimizeSchedule(world.as.nobody, id, { apply: false }),
    cancelGeneration(world.as.nobody, id),
    getGeneration(world.as.nobody, id),
  ];
  for (const attempt of attempts) expect(await refusal(attempt)).toMatchObject({ code: 'forbidden' });
  expect(await refusal(getGeneration(world.as.seller, id))).toMatchObject({ code: 'not_found' });
});
