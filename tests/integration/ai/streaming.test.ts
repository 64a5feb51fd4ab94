import { expect, test } from 'vitest';
import { modelPlan } from '../../../src/lib/contracts/generation.ts';
import { createWorld, FAST, KEY, planRequest, QUALITY } from './world.ts';

test('a plan is asked for as the contract says and comes back as the model wrote it', async () => {
  const { generate, provider, usage } = await createWorld();
  const plan = await generate();

  expect(modelPlan.safeParse(plan.answer).success).toBe(true);
  expect(plan.generatedBy).toBe(`${FAST}-2026`);
  expect(plan.promptUsed).toContain(planRequest.title);
  expect(plan.contextLength).toBeGreaterThan(100);
  expect(plan.routing).toContain('fast');

  expect(provider.requests).toHaveLength(1);
  const [received] = provider.requests;
  expect(received?.headers).toMatchObject({
    'http-referer': 'https://crm.example',
    'x-title': 'Our CRM',
    authorization: `Bearer ${KEY}`,
  });
  expect(received?.chat).toMatchObject({
    model: FAST,
    stream: true,
    temperature: 0.3,
    max_tokens: 1000,
    stream_options: { include_usage: true },
    usage: { include: true },
    response_format: { type: 'json_schema', json_schema: { strict: true } },
  });
  expect(received?.chat.response_format?.json_schema?.schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
  });
  expect(plan.promptUsed).not.toContain(KEY);

  expect(usage).toEqual([
    {
      id: '000000000000000000000002',
      estimated: false,
      generationId: planRequest.generationId,
      taskId: planRequest.taskId,
      userId: planRequest.userId,
      purpose: 'plan',
      model: `${FAST}-2026`,
      promptTokens: 640,
      completionTokens: expect.any(Number) as number,
      cost: 0.00042,
      latencyMs: expect.any(Number) as number,
      outcome: 'ok',
      createdAt: new Date('2026-11-26T09:00:00Z'),
    },
  ]);
});

test('the quality model may answer with 2,000 tokens', async () => {
  const { generate, provider } = await createWorld();
  await generate({ model: 'quality' });
  expect(provider.requests[0]?.chat).toMatchObject({ model: QUALITY, max_tokens: 2000 });
});

test('subtasks are shown one by one while the answer is still arriving', async () => {
  const { generate, seen } = await createWorld({ pieceMs: 2 });
  let finished = false;
  const running = generate().finally(() => (finished = true));
  await expect.poll(() => seen.subtasks.length, { interval: 1 }).toBeGreaterThan(0);
  expect(finished).toBe(false);
  expect(seen.subtasks.length).toBeLessThan(7);

  await running;
  expect(seen.subtasks.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(seen.subtasks[3]).toMatchObject({ title: 'Draft the offer with two options', dependencies: [1, 2] });
  expect(seen.restarts).toBe(0);
});

test('progress grows with what arrives, names the step, and says how long it still takes', async () => {
  const { generate, seen } = await createWorld({ pieceMs: 1 });
  await generate();
  const percentages = seen.progress.map(({ percentage }) => percentage);
  expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
  expect(new Set(percentages).size).toBeGreaterThan(20);
  expect(seen.progress[0]).toMatchObject({ stage: 'analyzing', estimatedTimeRemaining: null });
  expect(seen.progress.at(-1)).toEqual({
    stage: 'generating',
    percentage: 85,
    message: '7 steps written',
    estimatedTimeRemaining: 1,
  });
  expect(seen.progress.map(({ message }) => message)).toContain('Step 4: Draft the offer with two options');
  expect(seen.progress.some(({ estimatedTimeRemaining }) => estimatedTimeRemaining !== null)).toBe(true);
});

test('a cancel hangs up at once and rethrows its reason', async () => {
  const { generate, provider, cancel, usage, seen } = await createWorld({ mode: 'stall' });
  const running = generate();
  await expect.poll(() => seen.subtasks.length, { interval: 5 }).toBeGreaterThan(0);
  const reason = new Error('changed my mind');
  cancel.abort(reason);
  await expect(running).rejects.toBe(reason);
  await expect.poll(() => provider.requests[0]?.aborted, { timeout: 1000 }).toBe(true);
  expect(usage.map(({ outcome }) => outcome)).toEqual(['cancelled']);
  expect(provider.requests).toHaveLength(1);
});

test('a cancel before the first byte and between two tries ends the generation too', async () => {
  for (const mode of ['silence', 'error_500'] as const) {
    const { generate, provider, cancel } = await createWorld({ mode, settings: { backoffMs: 900, backoffCapMs: 900 } });
    const running = generate();
    await expect.poll(() => provider.requests.length, { interval: 5 }).toBe(1);
    cancel.abort('stop');
    await expect(running).rejects.toBe('stop');
    expect(provider.requests).toHaveLength(1);
  }
});

test('many generations at once each get their own plan', async () => {
  const { generate, provider, usage } = await createWorld();
  const titles = Array.from({ length: 30 }, (_, index) => `Goal number ${index}`);
  const plans = await Promise.all(titles.map((title) => generate({ title })));
  plans.forEach((plan, index) => expect(JSON.stringify(plan.answer)).toContain(`“Goal number ${index}”`));
  expect(provider.requests).toHaveLength(30);
  expect(usage).toHaveLength(30);
});
