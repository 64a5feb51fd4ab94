import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRatingsQuery, ratePlanRequest } from '../../../src/lib/contracts/plan-rating.ts';
import { generateSubtasksRequest } from '../../../src/lib/contracts/task.ts';
import { handle as purge } from '../../../src/server/jobs/handle-purge-deleted.ts';
import type { JobRun } from '../../../src/server/jobs/define-job.ts';
import { planNotice } from '../../../src/server/use-cases/generations/plan-notice.ts';
import { countRatings } from '../../../src/server/use-cases/plan-ratings/count-ratings.ts';
import { deleteRating } from '../../../src/server/use-cases/plan-ratings/delete-rating.ts';
import { getRating } from '../../../src/server/use-cases/plan-ratings/get-rating.ts';
import { listRatings } from '../../../src/server/use-cases/plan-ratings/list-ratings.ts';
import { ratePlan } from '../../../src/server/use-cases/plan-ratings/rate-plan.ts';
import { updateAiSettings } from '../../../src/server/use-cases/ai/update-settings.ts';
import { deleteTask } from '../../../src/server/use-cases/tasks/delete-task.ts';
import { generateSubtasks } from '../../../src/server/use-cases/tasks/generate-subtasks.ts';
import { generationWorld, type GenerationWorld } from '../generations/world.ts';
import { refusal } from './world.ts';

let world: GenerationWorld;
beforeAll(async () => {
  world = await generationWorld();
});
afterAll(() => world.close());

const day = 24 * 60 * 60_000;
const all = listRatingsQuery.parse({});
const rate = (taskId: string, said: object, as: 'admin' | 'seller' = 'seller') =>
  ratePlan(world.as[as], { taskId, request: ratePlanRequest.parse(said) });

test('a plan is rated by each member, said anew and taken back; another plan is asked about again', async () => {
  const { task, generation } = await world.queued();
  expect(await refusal(rate(task.id, { useful: true }))).toMatchObject({ code: 'conflict' });
  expect(await refusal(rate('f'.repeat(24), { useful: true }))).toMatchObject({ code: 'not_found' });
  expect(
    await refusal(ratePlan(world.as.nobody, { taskId: task.id, request: { useful: true, reason: '' } })),
  ).toMatchObject({
    code: 'forbidden',
  });
  await world.run(generation.id);
  expect(await getRating(world.as.seller, task.id)).toBeNull();
  await rate(task.id, { useful: true });
  await rate(task.id, { useful: false, reason: '  The offer comes too early ' });
  await rate(task.id, { useful: true }, 'admin');
  expect(await getRating(world.as.seller, task.id)).toMatchObject({
    useful: false,
    reason: 'The offer comes too early',
  });
  const from = new Date(world.clock.now().getTime() - day);
  expect(await countRatings(world.as.admin, from)).toEqual([{ generatedBy: 'some/model', useful: 1, notUseful: 1 }]);
  const listed = await listRatings(world.as.admin, all);
  expect(listed.total).toBe(2);
  expect(listed.items.find(({ useful }) => !useful)).toMatchObject({
    taskId: task.id,
    taskTitle: task.title,
    generatedBy: 'some/model',
    reason: 'The offer comes too early',
    member: { id: world.as.seller.actor.id },
  });
  expect(await refusal(listRatings(world.as.seller, all))).toMatchObject({ code: 'forbidden' });

  await deleteRating(world.as.admin, task.id);
  expect(await getRating(world.as.admin, task.id)).toBeNull();
  world.clock.advance(1000);
  const again = await generateSubtasks(world.as.seller, task.id, generateSubtasksRequest.parse({}));
  await world.run(again.id);
  expect(await getRating(world.as.seller, task.id)).toBeNull();
  await rate(task.id, { useful: true });
  expect((await listRatings(world.as.admin, all)).items.map(({ useful }) => useful)).toEqual([true, false]);
});

test('ratings go for good with their task', async () => {
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  await rate(task.id, { useful: true });
  const before = (await listRatings(world.as.admin, all)).total;
  await deleteTask(world.as.admin, { id: task.id });
  world.clock.advance(31 * day);
  await purge({}, { container: { ports: world.ports } } as unknown as JobRun);
  expect((await listRatings(world.as.admin, all)).total).toBe(before - 1);
});

test('what is sent for a plan is said as the settings and rights have it', async () => {
  const everything = { customer: true, notes: true, similarTasks: true };
  expect(await planNotice(world.as.seller)).toMatchObject({
    models: { fast: 'openai/gpt-4o-mini' },
    sends: everything,
  });
  expect((await planNotice(world.as.nobody)).sends).toEqual({ customer: false, notes: false, similarTasks: true });
  await updateAiSettings(world.as.admin, { patch: { context: { customer: false } } });
  expect((await planNotice(world.as.seller)).sends).toEqual({ customer: false, notes: false, similarTasks: true });
  world.ai.available = false;
  expect((await planNotice(world.as.seller)).models).toBeNull();
});
