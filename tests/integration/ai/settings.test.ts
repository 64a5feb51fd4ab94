import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateAiSettingsRequest } from '../../../src/lib/contracts/ai-settings.ts';
import { getAiSettings } from '../../../src/server/use-cases/ai/get-settings.ts';
import { updateAiSettings } from '../../../src/server/use-cases/ai/update-settings.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const update = (patch: object, expectedVersion?: number) =>
  updateAiSettings(world.as.admin, { patch: updateAiSettingsRequest.parse(patch), expectedVersion });

test('the environment’s values hold until an admin chooses others; null brings them back', async () => {
  const before = await getAiSettings(world.as.admin);
  expect(before).toMatchObject({
    models: { fast: 'openai/gpt-4o-mini', quality: 'google/gemini-2.5-pro' },
    limits: { requestsPerMinute: 20, concurrency: 10 },
    budgets: { company: { daily: null, monthly: null }, member: { daily: null, monthly: null } },
    context: { customer: true, notes: true, similarTasks: true },
    keyConfigured: false,
    version: 1,
    updatedAt: null,
  });
  const changed = await update({
    models: { fast: 'some/model' },
    limits: { concurrency: 2 },
    budgets: { company: { daily: 5 }, member: { monthly: 1.5 } },
    prices: [{ model: 'some/model', input: 1, output: 2 }],
    context: { notes: false },
  });
  expect(changed).toMatchObject({
    models: { fast: 'some/model', quality: 'google/gemini-2.5-pro' },
    limits: { requestsPerMinute: 20, concurrency: 2 },
    budgets: { company: { daily: 5, monthly: null }, member: { daily: null, monthly: 1.5 } },
    prices: [{ model: 'some/model', input: 1, output: 2 }],
    context: { customer: true, notes: false, similarTasks: true },
    defaults: before.defaults,
    version: 2,
    updatedAt: world.clock.now().toISOString(),
  });
  expect(await getAiSettings(world.as.admin)).toEqual(changed);
  const back = await update({ models: { fast: null }, prices: null });
  expect(back).toMatchObject({ models: before.models, prices: before.prices, limits: { concurrency: 2 }, version: 3 });
  expect((await update({ models: { fast: null } })).version).toBe(3);
});

test('changes to other fields than those changed meanwhile are merged, overlapping ones refused', async () => {
  const { version } = await getAiSettings(world.as.admin);
  await update({ limits: { requestsPerMinute: 50 } }, version);
  expect(await update({ context: { customer: false } }, version)).toMatchObject({
    limits: { requestsPerMinute: 50 },
    context: { customer: false },
  });
  expect(await refusal(update({ limits: { requestsPerMinute: 60 } }, version))).toMatchObject({
    code: 'conflict',
    conflicts: ['limits.requestsPerMinute'],
  });
});

test('changes at the same time are all kept', async () => {
  const { version } = await getAiSettings(world.as.admin);
  await Promise.all([
    update({ models: { fast: 'a/a' } }),
    update({ models: { quality: 'b/b' } }),
    update({ budgets: { company: { monthly: 9 } } }),
  ]);
  expect(await getAiSettings(world.as.admin)).toMatchObject({
    models: { fast: 'a/a', quality: 'b/b' },
    budgets: { company: { monthly: 9 } },
    version: version + 3,
  });
});

test('only admins see or change them', async () => {
  expect(await refusal(getAiSettings(world.as.seller))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(updateAiSettings(world.as.seller, { patch: {} }))).toMatchObject({ code: 'forbidden' });
});

test.each([
  { models: { fast: '' } },
  { limits: { requestsPerMinute: 0 } },
  { limits: { concurrency: 1.5 } },
  { budgets: { company: { daily: -1 } } },
  { budgets: { company: { weekly: 1 } } },
  {
    prices: [
      { model: 'a', input: 1, output: 1 },
      { model: 'a', input: 2, output: 2 },
    ],
  },
  { apiKey: 'x' },
])('%j is refused', (patch) => {
  expect(updateAiSettingsRequest.safeParse(patch).success).toBe(false);
});
