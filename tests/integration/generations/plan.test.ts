import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateAiSettings } from '../../../src/server/use-cases/ai/update-settings.ts';
import { updateSubtask } from '../../../src/server/use-cases/tasks/update-subtask.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { getGeneration } from '../../../src/server/use-cases/generations/get-generation.ts';
import { aPlan } from '../../support/records.ts';
import { answer, generationWorld, noModel, usual, type GenerationWorld } from './world.ts';

let world: GenerationWorld;
beforeAll(async () => {
  world = await generationWorld();
});
beforeEach(() => {
  world.ai.available = true;
  world.ai.answer = answer(...usual);
  world.ai.requests = [];
});
afterAll(() => world.close());

test('the plan of a model is checked, dated and saved with where it came from', async () => {
  const { task, generation } = await world.queued({ priority: 'high' });
  expect(await world.run(generation.id)).toBe('over');
  const { aiGenerated, version } = await getTask(world.as.admin, task.id);
  expect(version).toBe(2);
  expect(aiGenerated?.subtasks.map(({ title }) => title)).toEqual(usual);
  expect(aiGenerated?.subtasks.every(({ scheduledStart, edited }) => scheduledStart !== null && !edited)).toBe(true);
  expect(aiGenerated?.metadata).toMatchObject({
    generatedBy: 'some/model',
    promptUsed: 'Plan: Win the Acme renewal',
    assumptions: ['Dana is in the office'],
    routing: 'as asked',
    cost: 0.002,
    regenerationCount: 0,
  });
  expect(aiGenerated?.metadata.confidence).toBeGreaterThan(0.5);
  expect(aiGenerated?.timeline).toMatchObject({ totalEstimatedTime: 180 });
  expect(aiGenerated?.timeline?.milestones.length).toBeGreaterThan(0);
  expect(await getGeneration(world.as.seller, generation.id)).toMatchObject({
    status: 'complete',
    generatedBy: 'some/model',
    progress: { stage: 'complete', percentage: 100, estimatedTimeRemaining: 0 },
    error: null,
  });
  expect((await world.events()).at(-1)).toMatchObject({
    actor: { kind: 'system' },
    event: {
      type: 'task.changed',
      change: 'updated',
      changed: ['aiGenerated'],
      task: { aiGenerated: { metadata: { promptUsed: null } } },
    },
  });
});

test('the model is told what is known of the customer, its newest notes first, and what the requester wants', async () => {
  const notes = Array.from({ length: 8 }, (_, index) => ({
    id: world.ports.ids.next(),
    content: `Note ${index} ${'x'.repeat(1000)}`,
    authorId: null,
    createdAt: new Date(Date.UTC(2026, 10, index + 1)),
  }));
  const customer = await world.customer({ status: 'prospect', notes });
  const { task, generation } = await world.queued({ customerId: customer.id, priority: 'urgent' });
  await world.run(generation.id);
  const [asked] = world.ai.requests;
  expect(asked).toMatchObject({
    title: task.title,
    priority: 'urgent',
    company: 'Acme',
    stage: 'prospect',
    instructions: null,
  });
  expect(asked?.notes.map((note) => note.slice(0, 6))).toEqual(['Note 7', 'Note 6', 'Note 5', 'Note 4', 'Note 3']);

  const again = await world.again(task.id, { instructions: 'Keep it short', model: 'fast' });
  await world.run(again.id);
  expect(world.ai.requests[1]).toMatchObject({
    instructions: 'Keep it short',
    model: 'fast',
    userId: world.as.seller.actor.id,
  });
});

test('what the requester may not see is not told', async () => {
  const customer = await world.customer({});
  const { generation } = await world.queued({ customerId: customer.id });
  const { id } = world.as.seller.actor;
  const user = (await world.ports.users.find(id))!;
  const commit = (isActive: boolean) =>
    world.ports.commit({
      actor: world.as.admin.actor,
      events: [],
      write: async (tx) => {
        const { version } = (await world.ports.users.find(id))!;
        await world.ports.users.replace({ ...user, isActive, version: version + 1 }, tx);
      },
    });
  await commit(false);
  await world.run(generation.id);
  expect(world.ai.requests[0]).toMatchObject({ company: null, notes: [] });
  await commit(true);
});

test('what admins withhold is not sent to a model', async () => {
  const customer = await world.customer({
    notes: [{ id: 'a'.repeat(24), content: 'A note', authorId: null, createdAt: new Date('2026-11-20T09:00:00Z') }],
  });
  const asked = async (context: Partial<Record<'customer' | 'notes' | 'similarTasks', boolean>>) => {
    await updateAiSettings(world.as.admin, { patch: { context } });
    const { generation } = await world.queued({ customerId: customer.id });
    await world.run(generation.id);
    const { company, notes, similar } = world.ai.requests.at(-1)!;
    return [company, notes.length, similar.length];
  };
  const minutes = 60_000;
  const done = aPlan('1'.repeat(24), '2'.repeat(24));
  const startedAt = new Date('2026-11-24T09:00:00Z');
  const completedAt = new Date(startedAt.getTime() + 90 * minutes);
  const past = await world.task(
    { title: 'Win the Acme renewal', status: 'completed', customerId: customer.id },
    { ...done, subtasks: done.subtasks.map((subtask) => ({ ...subtask, startedAt, completedAt })) },
  );
  expect(await asked({})).toEqual(['Acme', 1, 1]);
  expect(world.ai.requests.at(-1)!.similar).toMatchObject([{ what: past.title, minutes: 180 }]);
  expect(await asked({ customer: false })).toEqual([null, 1, 1]);
  expect(await asked({ notes: false })).toEqual([null, 0, 1]);
  expect(await asked({ similarTasks: false })).toEqual([null, 0, 0]);
  await updateAiSettings(world.as.admin, { patch: { context: { customer: true, notes: true, similarTasks: true } } });
});

test('without a key the local planner serves', async () => {
  world.ai.available = false;
  const { task, generation } = await world.queued({ title: 'Win the Acme renewal before 15 December' });
  await world.run(generation.id);
  const { aiGenerated } = await getTask(world.as.admin, task.id);
  expect(aiGenerated?.metadata.generatedBy).toBe('local-planner');
  expect(aiGenerated?.subtasks.length).toBeGreaterThanOrEqual(3);
  expect(aiGenerated?.metadata).toMatchObject({ repairs: [], cost: null });
  expect(aiGenerated?.metadata.routing).toContain('No model is set up');
  const run = await getGeneration(world.as.seller, generation.id);
  expect(run).toMatchObject({ status: 'complete', generatedBy: 'local-planner' });
  expect(run.subtasks.map(({ title }) => title)).toEqual(aiGenerated?.subtasks.map(({ title }) => title));
});

test.each([
  ['no model answers', noModel('The company’s budget for today is used up.')],
  ['the answer holds too little', { subtasks: [{ title: 'Just do it', estimatedTime: 10 }] }],
  ['the answer is no plan', 'Sorry, I cannot help with that'],
])('when %s the local planner serves, and says so', async (_case, given) => {
  world.ai.answer = given;
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  const { aiGenerated } = await getTask(world.as.admin, task.id);
  expect(aiGenerated?.metadata.generatedBy).toBe('local-planner');
  expect(aiGenerated?.metadata.repairs[0]).toMatch(/No model gave a usable plan/);
  expect(aiGenerated?.metadata.routing).toMatch(/(budget for today is used up|held too little).+local planner/);
});

test('what a model gets wrong is repaired, and told', async () => {
  world.ai.answer = {
    subtasks: [
      { title: 'One', estimatedTime: '2 hours', dependencies: [2] },
      { title: 'Two', estimatedTime: 30, dependencies: [0] },
      { title: 'Three', estimatedTime: 30, dependencies: [1, 17] },
    ],
  };
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  const { aiGenerated } = await getTask(world.as.admin, task.id);
  expect(aiGenerated?.subtasks).toHaveLength(3);
  expect(aiGenerated?.metadata.repairs.length).toBeGreaterThan(1);
});

test('planning again keeps what people did and counts', async () => {
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  const record = (await world.ports.tasks.find(task.id))!;
  const [first, second] = record.aiGenerated!.subtasks;
  const worked = {
    ...record,
    version: record.version + 1,
    aiGenerated: {
      ...record.aiGenerated!,
      subtasks: [
        { ...first!, status: 'completed' as const },
        { ...second!, title: 'Write a better offer', edited: true },
      ],
    },
  };
  await world.ports.commit({
    actor: world.as.seller.actor,
    events: [],
    write: (tx) => world.ports.tasks.replace(worked, tx),
  });
  world.ai.answer = answer('Ask the lawyers', 'Send it', 'Follow up');
  await world.run((await world.again(task.id)).id);
  const planned = await getTask(world.as.admin, task.id);
  expect(planned.aiGenerated?.subtasks.map(({ title }) => title)).toEqual([
    'Review the contract',
    'Write a better offer',
    'Ask the lawyers',
    'Send it',
    'Follow up',
  ]);
  expect(planned.aiGenerated?.metadata.regenerationCount).toBe(1);
  expect(world.ai.requests.at(-1)?.kept.map(({ title, status }) => [title, status])).toEqual([
    ['Review the contract', 'completed'],
    ['Write a better offer', 'pending'],
  ]);

  world.ai.answer = answer('Only this was missing');
  await world.run((await world.again(task.id)).id);
  const added = await getTask(world.as.admin, task.id);
  expect(added.aiGenerated?.metadata.generatedBy).toBe('some/model');
  expect(added.aiGenerated?.subtasks.map(({ title }) => title)).toEqual([
    'Review the contract',
    'Write a better offer',
    'Only this was missing',
  ]);

  world.ai.answer = answer('Ask the lawyers', 'Send it', 'Follow up');
  await world.run((await world.again(task.id, { replaceEdits: true })).id);
  const anew = await getTask(world.as.admin, task.id);
  expect(anew.aiGenerated?.subtasks.map(({ title }) => title)).toEqual(['Ask the lawyers', 'Send it', 'Follow up']);
  expect(world.ai.requests.at(-1)?.kept).toEqual([]);
});

test('a locked step stays when all is planned from scratch, and the model is told', async () => {
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  const before = (await getTask(world.as.seller, task.id)).aiGenerated?.subtasks[1];
  await updateSubtask(world.as.seller, { id: task.id, subtaskId: before!.id, change: { locked: true } });
  world.ai.answer = answer('Book a room', 'Sign', 'Celebrate');
  const again = await world.again(task.id, { replaceEdits: true });
  await world.run(again.id);
  const steps = (await getTask(world.as.seller, task.id)).aiGenerated?.subtasks ?? [];
  expect(steps.map(({ title }) => title)).toEqual(['Book a room', 'Write the offer', 'Sign', 'Celebrate']);
  expect(steps[1]).toMatchObject({ id: before!.id, locked: true, edited: false });
  expect(world.ai.requests.at(-1)?.kept).toEqual([{ title: 'Write the offer', estimatedTime: 60, status: 'pending' }]);
});
