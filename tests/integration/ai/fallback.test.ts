import { RateLimiterMemory } from 'rate-limiter-flexible';
import { expect, test } from 'vitest';
import { modelQuota } from '../../../src/server/ai/index.ts';
import type { Mode } from '../../support/ai-provider.ts';
import { createWorld, FAST, QUALITY } from './world.ts';

test.each<Mode>(['error_500', 'no_credit', 'invalid_json', 'html', 'rate_limited_long', 'huge'])(
  'when the quality model fails by %s, the fast one plans',
  async (mode) => {
    const { generate, provider, seen } = await createWorld();
    provider.use(mode, QUALITY);
    const plan = await generate({ model: 'quality' });
    expect(plan.generatedBy).toBe(`${FAST}-2026`);
    expect(provider.requests.at(-1)?.chat.model).toBe(FAST);
    expect(seen.restarts).toBeGreaterThan(0);
    expect(seen.subtasks).toHaveLength(7);
  },
);

test('with no subtask in time the fast model takes over and the other request is hung up', async () => {
  const { generate, provider, seen, usage } = await createWorld({ settings: { takeOverMs: 200 } });
  provider.use('silence', QUALITY);
  const plan = await generate({ priority: 'urgent', model: 'auto' });
  expect(plan.generatedBy).toBe(`${FAST}-2026`);
  expect(plan.routing).toContain('urgent');
  expect(seen.restarts).toBe(1);
  expect(provider.requests.map(({ chat }) => chat.model)).toEqual([QUALITY, FAST]);
  await expect.poll(() => provider.requests[0]?.aborted).toBe(true);
  expect(usage.map(({ model, outcome }) => [model, outcome])).toEqual([
    [QUALITY, 'timeout'],
    [`${FAST}-2026`, 'ok'],
  ]);
});

test('a quality model that has begun is given the time it needs', async () => {
  const { generate, provider } = await createWorld({ pieceMs: 12, settings: { takeOverMs: 600 } });
  await generate({ model: 'fast' });
  const plan = await generate({ model: 'quality' });
  expect(plan.generatedBy).toBe(`${QUALITY}-2026`);
  expect(provider.requests).toHaveLength(2);
});

test('both models silent: the deadline ends it', async () => {
  const { generate, provider } = await createWorld({ mode: 'silence', settings: { deadlineMs: 600, takeOverMs: 200 } });
  await expect(generate({ model: 'quality' })).rejects.toMatchObject({ cause: { kind: 'deadline' } });
  expect(provider.requests).toHaveLength(2);
});

test('the fast model is nobody’s second choice but the quality model’s', async () => {
  const { generate, provider } = await createWorld({ mode: 'no_credit' });
  await expect(generate({ model: 'fast' })).rejects.toThrow('Task generation failed');
  expect(provider.requests.map(({ chat }) => chat.model)).toEqual([FAST]);
});

test('a model that keeps failing is left alone, and asked again after a rest', async () => {
  const { generate, provider } = await createWorld({
    mode: 'error_500',
    settings: { attempts: 1, breakerFailures: 2, breakerRestMs: 150 },
  });
  for (let index = 0; index < 4; index++) await expect(generate()).rejects.toThrow();
  expect(provider.requests).toHaveLength(2);

  provider.use('good');
  await expect
    .poll(
      () =>
        generate().then(
          () => true,
          () => false,
        ),
      { interval: 30, timeout: 2000 },
    )
    .toBe(true);
  expect(provider.requests).toHaveLength(3);
  await generate();
  expect(provider.requests).toHaveLength(4);
});

test('requests per minute are kept to for each model; the next model takes over', async () => {
  const { generate, provider } = await createWorld({
    quota: modelQuota((points) => new RateLimiterMemory({ points, duration: 60 })),
    chosen: { limits: { requestsPerMinute: 2, concurrency: 10 } },
  });
  for (let index = 0; index < 3; index++) await generate({ model: 'quality' });
  expect(provider.requests.map(({ chat }) => chat.model)).toEqual([QUALITY, QUALITY, FAST]);
  await generate();
  await expect(generate()).rejects.toMatchObject({ cause: { kind: 'busy' } });
  expect(provider.requests).toHaveLength(4);
});

test('a slot that is soon free is waited for', async () => {
  const waits = [20, 10, 0];
  const { generate, provider } = await createWorld({ quota: { take: () => Promise.resolve(waits.shift() ?? 0) } });
  await generate();
  expect(waits).toEqual([]);
  expect(provider.requests).toHaveLength(1);
});

test('a quota that cannot be counted and a ledger that cannot be written are in nobody’s way', async () => {
  const { generate, logged } = await createWorld({ quota: { take: () => Promise.reject(new Error('database away')) } });
  await generate();
  expect(logged.some(({ message }) => message.includes('could not be counted'))).toBe(true);
});
