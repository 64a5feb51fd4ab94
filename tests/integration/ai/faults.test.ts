import { expect, test } from 'vitest';
import { AIGenerationError } from '../../../src/lib/domain/errors.ts';
import { coerceDraft } from '../../../src/lib/planning/coerce-draft.ts';
import type { UsageRecord } from '../../../src/server/records/index.ts';
import type { Mode } from '../../support/ai-provider.ts';
import { createWorld, KEY } from './world.ts';

type Outcome = UsageRecord['outcome'];

/** Each fault when it stays: how often the model is asked, what the ledger says, and why it failed. */
const lasting: [Mode, { requests: number; outcome: Outcome; fault: string }][] = [
  ['rate_limited_long', { requests: 1, outcome: 'rate_limited', fault: 'rate_limited' }],
  ['unauthorised', { requests: 1, outcome: 'error', fault: 'unauthorised' }],
  ['no_credit', { requests: 1, outcome: 'error', fault: 'refused' }],
  ['forbidden', { requests: 1, outcome: 'error', fault: 'refused' }],
  ['not_found', { requests: 1, outcome: 'error', fault: 'rejected' }],
  ['error_500', { requests: 3, outcome: 'error', fault: 'server' }],
  ['error_200', { requests: 3, outcome: 'error', fault: 'server' }],
  ['html', { requests: 1, outcome: 'error', fault: 'rejected' }],
  ['html_502', { requests: 3, outcome: 'error', fault: 'server' }],
  ['cut', { requests: 3, outcome: 'error', fault: 'cut' }],
  ['reset', { requests: 3, outcome: 'error', fault: 'network' }],
  ['error_event', { requests: 3, outcome: 'error', fault: 'server' }],
  ['garbage_event', { requests: 3, outcome: 'error', fault: 'cut' }],
  ['invalid_json', { requests: 2, outcome: 'invalid', fault: 'invalid' }],
  ['not_a_plan', { requests: 2, outcome: 'invalid', fault: 'invalid' }],
  ['empty', { requests: 2, outcome: 'invalid', fault: 'invalid' }],
  ['huge', { requests: 1, outcome: 'invalid', fault: 'too_large' }],
  ['many_subtasks', { requests: 1, outcome: 'invalid', fault: 'too_large' }],
  ['fifty_megabytes', { requests: 1, outcome: 'invalid', fault: 'too_large' }],
  ['fifty_megabytes_whole', { requests: 1, outcome: 'invalid', fault: 'too_large' }],
  ['endless_line', { requests: 1, outcome: 'invalid', fault: 'too_large' }],
  ['silence', { requests: 1, outcome: 'timeout', fault: 'deadline' }],
  ['stall', { requests: 1, outcome: 'timeout', fault: 'deadline' }],
];

test.each(lasting)('%s that stays ends in an AIGenerationError', async (mode, { requests, outcome, fault }) => {
  const settings = outcome === 'timeout' ? { deadlineMs: 600 } : {};
  const { generate, provider, usage, logged } = await createWorld({ mode, settings });
  const error = await generate().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AIGenerationError);
  expect(error).toMatchObject({ message: 'Task generation failed', cause: { kind: fault } });
  expect(provider.requests).toHaveLength(requests);
  expect(usage.map((record) => record.outcome)).toEqual(Array.from({ length: requests }, () => outcome));
  expect(JSON.stringify(logged)).not.toContain(KEY);
});

test.each<Mode>(['rate_limited', 'error_500', 'html_502', 'error_200', 'cut', 'reset', 'error_event', 'garbage_event'])(
  '%s that passes is got over by asking again',
  async (mode) => {
    const { generate, provider, seen } = await createWorld({ mode: [mode, 'good'] });
    const plan = await generate();
    expect(coerceDraft(plan.answer).draft.subtasks).toHaveLength(7);
    expect(provider.requests).toHaveLength(2);
    expect(seen.subtasks.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  },
);

test('what had arrived before a fault is declared void', async () => {
  const { generate, seen } = await createWorld({ mode: ['reset', 'good'] });
  await generate();
  expect(seen.restarts).toBe(1);
  const percentages = seen.progress.map(({ percentage }) => percentage);
  expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
});

test('Retry-After is honoured', async () => {
  const { generate } = await createWorld({ mode: ['rate_limited', 'good'] });
  const startedAt = performance.now();
  await generate();
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1000);
});

test('a provider nobody listens at is a network fault', async () => {
  const { generate, provider } = await createWorld();
  await provider.close();
  await expect(generate()).rejects.toMatchObject({ cause: { kind: 'network' } });
});

test('a drip ends at the deadline', async () => {
  const { generate, provider } = await createWorld({ mode: 'drip', pieceMs: 50, settings: { deadlineMs: 400 } });
  await expect(generate()).rejects.toMatchObject({ cause: { kind: 'deadline' } });
  await expect.poll(() => provider.requests[0]?.aborted).toBe(true);
});

test('a refused key is told to whoever runs the server, without the key', async () => {
  const { generate, logged } = await createWorld({ mode: 'unauthorised' });
  await expect(generate({ model: 'quality' })).rejects.toThrow('Task generation failed');
  const errors = logged.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain('OPENROUTER_API_KEY');
  expect(JSON.stringify(logged)).not.toContain(KEY);
});

test.each<Mode>(['fences', 'prose', 'whole', 'slow', 'cycles', 'invented_ids'])(
  '%s is understood at the first request',
  async (mode) => {
    const { generate, provider } = await createWorld({ mode });
    const plan = await generate();
    expect(coerceDraft(plan.answer).draft.subtasks).toHaveLength(7);
    expect(provider.requests).toHaveLength(1);
  },
);

test.each<Mode>(['fences', 'cycles', 'invented_ids'])('%s shows its subtasks while they arrive', async (mode) => {
  const { generate, seen } = await createWorld({ mode });
  await generate();
  expect(seen.subtasks).toHaveLength(7);
});

test('an answer that is no plan is sent back once, with what is wrong with it', async () => {
  const { generate, provider, usage } = await createWorld({ mode: ['not_a_plan', 'good'] });
  const plan = await generate();
  expect(coerceDraft(plan.answer).draft.subtasks).toHaveLength(7);
  const messages = provider.requests[1]?.chat.messages ?? [];
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(messages[2]?.content).toContain('Roses are red');
  expect(messages[3]?.content).toContain('subtasks');
  expect(plan.promptUsed).toContain(messages[3]?.content);
  expect(usage.map(({ outcome }) => outcome)).toEqual(['invalid', 'ok']);
});

test('wrong types are sent back once, and read as well as can be when they stay', async () => {
  const { generate, provider } = await createWorld({ mode: 'wrong_types' });
  const plan = await generate();
  expect(provider.requests).toHaveLength(2);
  expect(coerceDraft(plan.answer).draft.subtasks.map(({ estimatedTime }) => estimatedTime)).toContain(90);
});

test.each<Mode>(['error_500', 'silence', 'not_a_plan'])(
  'a readable answer survives a repair that ends in %s',
  async (mode) => {
    const { generate } = await createWorld({ mode: ['wrong_types', mode] });
    const plan = await generate();
    expect(coerceDraft(plan.answer).draft.subtasks).toHaveLength(7);
  },
);

test('without support for schemas plain JSON is asked for, and the next time at once', async () => {
  const { generate, provider } = await createWorld({ mode: 'no_schema' });
  await generate();
  await generate();
  const formats = provider.requests.map(({ chat }) => chat.response_format?.type);
  expect(formats).toEqual(['json_schema', 'json_object', 'json_object']);
});

test('parameters a server does not know are left out, and the next time at once', async () => {
  const { generate, provider } = await createWorld({ mode: 'strict' });
  await generate();
  await generate();
  expect(provider.requests).toHaveLength(4);
  expect(provider.requests[3]?.chat).toMatchObject({ max_completion_tokens: 1000 });
  expect(provider.requests[3]?.chat).not.toHaveProperty('usage');
});

test('an answer that was cut gets more tokens, once', async () => {
  const { generate, provider } = await createWorld({ mode: 'length' });
  await generate();
  expect(provider.requests.map(({ chat }) => chat.max_tokens)).toEqual([1000, 4000]);

  const hopeless = await createWorld({
    mode: 'length',
    settings: { maxTokens: { fast: { usual: 10, raised: 20 }, quality: { usual: 10, raised: 20 } } },
  });
  await expect(hopeless.generate()).rejects.toMatchObject({ cause: { kind: 'length' } });
  expect(hopeless.provider.requests).toHaveLength(2);
});

test('a model that reasons gets more tokens from then on', async () => {
  const { generate, provider, seen } = await createWorld({ mode: 'reasoning' });
  await generate();
  expect(seen.progress.map(({ message }) => message)).toContain('Thinking the goal through');
  await generate();
  expect(provider.requests.map(({ chat }) => chat.max_tokens)).toEqual([1000, 4000]);
});
