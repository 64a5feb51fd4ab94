import { expect, test } from 'vitest';
import type { Progress } from '../../../src/lib/contracts/generation.ts';
import { createCircuitBreaker } from '../../../src/server/ai/circuit-breaker.ts';
import { createAi } from '../../../src/server/ai/index.ts';
import { ModelFault } from '../../../src/server/ai/model-fault.ts';
import { modelQuota } from '../../../src/server/ai/model-quota.ts';
import { createProgress } from '../../../src/server/ai/progress.ts';
import { retryAfter, toModelFault } from '../../../src/server/ai/provider-errors.ts';
import { concede, newShape } from '../../../src/server/ai/request-shape.ts';
import { chooseRoute, COMPLEX_CONTEXT, failureOf } from '../../../src/server/ai/routing.ts';
import { pause, timeLimit } from '../../../src/server/ai/time-limit.ts';
import { createLedger } from '../../../src/server/ai/usage-ledger.ts';
import { parseEnvironment } from '../../../src/server/env.ts';

const models = { fast: 'f', quality: 'q' };
const affords = () => true;
const now = new Date('2026-11-26T09:00:00Z');

test.each([
  ['auto', 'low', 10, ['f']],
  ['auto', 'medium', COMPLEX_CONTEXT - 1, ['f']],
  ['auto', 'medium', COMPLEX_CONTEXT, ['q', 'f']],
  ['auto', 'high', 10, ['q', 'f']],
  ['auto', 'urgent', 10, ['q', 'f']],
  ['fast', 'urgent', 9999, ['f']],
  ['quality', 'low', 10, ['q', 'f']],
] as const)('%s, %s, %i characters go to %j', (model, priority, contextLength, expected) => {
  const route = chooseRoute({ model, priority }, contextLength, { models, affords });
  expect(route.models.map(({ id }) => id)).toEqual(expected);
  expect(route.reason).toMatch(/^The .+\.$/);
});

test('one model for both is asked once', () => {
  const one = { fast: 'same', quality: 'same' };
  const route = chooseRoute({ model: 'quality', priority: 'low' }, 0, { models: one, affords });
  expect(route.models).toHaveLength(1);
});

test('what is left of the budgets decides when it is not enough for the quality model', () => {
  const urgent = { model: 'quality', priority: 'urgent' } as const;
  const poor = chooseRoute(urgent, 0, { models, affords: ({ tier }) => tier === 'fast' });
  expect(poor.models.map(({ id }) => id)).toEqual(['f']);
  expect(poor.reason).toContain('left of the budget');
  expect(chooseRoute(urgent, 0, { models, affords: () => false }).models).toHaveLength(2);
});

test('every fault is told in a sentence', () => {
  for (const kind of ['network', 'slow', 'busy', 'resting', 'invalid'] as const) {
    expect(failureOf({ id: 'm', tier: 'fast' }, new ModelFault(kind, 'secret details'))).toMatch(
      /^m (?!.*secret).+\.$/,
    );
  }
  expect(failureOf({ id: 'm', tier: 'fast' }, new ModelFault('budget', 'It is used up.'))).toBe('It is used up.');
});

test.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': 'Thu, 26 Nov 2026 09:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Thu, 26 Nov 2026 08:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '9', 'retry-after-ms': '250' }, 250],
  [{}, null],
])('Retry-After of %j is %j ms', (headers, expected) => {
  expect(retryAfter(new Headers(headers), now)).toBe(expected);
});

test.each([
  [{ code: 429, message: 'slow down' }, 'rate_limited'],
  [{ code: '503' }, 'server'],
  [{ status: 408 }, 'server'],
  [{ status: 403 }, 'refused'],
  [{ code: 'overloaded', message: 'try later' }, 'cut'],
  [null, 'cut'],
  [new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }), 'network'],
  [new SyntaxError('malformed'), 'cut'],
  [new Error('wrapped', { cause: new ModelFault('too_large', 'much') }), 'too_large'],
])('%j is a fault of kind %s', (error, kind) => {
  expect(toModelFault(error, 'key', now).kind).toBe(kind);
});

test('the message of a fault is one short line without keys or markup', () => {
  const error = { code: 401, message: `<b>Wrong</b> key my-secret-key\nor sk-or-v1-abcdef ${'x'.repeat(5000)}` };
  const { message } = toModelFault(error, 'my-secret-key', now);
  expect(message).toMatch(/^401: Wrong key \[key\] or \[key\] x+$/);
  expect(message.length).toBeLessThan(400);
});

test('a refusal that names a parameter is answered by doing without, until nothing is left', () => {
  const shape = newShape();
  const refusal = (message: string) => new ModelFault('rejected', message);
  expect(concede(shape, refusal('400: response_format is not supported'))).toBe(true);
  expect(shape.format).toBe('json_object');
  expect(concede(shape, refusal('400: response_format is not supported'))).toBe(true);
  expect(shape.format).toBe('text');
  expect(concede(shape, refusal('400: response_format is not supported'))).toBe(false);
  for (const name of ['stream_options', 'max_tokens', 'temperature', 'usage']) {
    expect(concede(shape, refusal(`400: unknown parameter ${name}`))).toBe(true);
    expect(concede(shape, refusal(`400: unknown parameter ${name}`))).toBe(false);
  }
  expect(concede(newShape(), refusal('404: no such model'))).toBe(false);
  expect(concede(newShape(), new ModelFault('server', '500: response_format'))).toBe(false);
});

test('the breaker opens after failures in a row, lets one try after a rest, and closes on success', () => {
  let time = 0;
  const breaker = createCircuitBreaker({ failures: 2, restMs: 100, now: () => time });
  breaker.failed('m');
  breaker.succeeded('m');
  breaker.failed('m');
  expect(breaker.allows('m')).toBe(true);
  breaker.failed('m');
  expect(breaker.allows('m')).toBe(false);
  expect(breaker.allows('other')).toBe(true);
  time = 100;
  expect(breaker.allows('m')).toBe(true);
  expect(breaker.allows('m')).toBe(false);
  breaker.failed('m');
  time = 150;
  expect(breaker.allows('m')).toBe(false);
  time = 200;
  expect(breaker.allows('m')).toBe(true);
  breaker.succeeded('m');
  expect(breaker.allows('m')).toBe(true);
  expect(breaker.allows('m')).toBe(true);
});

test('progress is told at most so often, a new step at once, and never falls', () => {
  let time = 0;
  const reports: Progress[] = [];
  const progress = createProgress({ report: (report) => reports.push(report), everyMs: 100, now: () => time });
  progress.asking('Asking m');
  progress.arrived(240, 2400, null);
  expect(reports).toHaveLength(1);
  time = 100;
  progress.arrived(480, 2400, null);
  expect(reports.at(-1)).toEqual({
    stage: 'generating',
    percentage: 25,
    message: 'Writing the first step',
    estimatedTimeRemaining: 1,
  });
  time = 110;
  progress.arrived(500, 2400, { number: 1, title: 'Call', isNew: true });
  expect(reports.at(-1)).toMatchObject({ message: 'Step 1: Call' });
  time = 400;
  progress.asking('Asking n');
  progress.arrived(10, 2400, null);
  expect(reports.at(-1)).toMatchObject({ stage: 'analyzing', message: 'Asking n', percentage: 26 });
  time = 600;
  progress.arrived(100_000, 2400, null);
  expect(reports.at(-1)?.percentage).toBeLessThanOrEqual(85);
});

test('a time limit gives its own reason, the outer one’s first, and none once lifted', async () => {
  const outer = new AbortController();
  const long = timeLimit(60_000, () => new Error('long'), outer.signal);
  const short = timeLimit(5, () => new Error('short'), long);
  expect(short.left()).toBeLessThanOrEqual(5);
  await expect(pause(1000, short.signal)).rejects.toThrow('short');
  expect(long.signal.aborted).toBe(false);

  const lifted = timeLimit(5, () => new Error('never'), long);
  lifted.lift();
  expect(lifted.left()).toBeGreaterThan(1000);
  await pause(15, lifted.signal);
  outer.abort(new Error('outer'));
  await expect(pause(1000, lifted.signal)).rejects.toThrow('outer');
  long.lift();
});

test('a quota passes on what is no refusal', async () => {
  const broken = modelQuota(() => ({ consume: () => Promise.reject(new Error('away')) }));
  await expect(broken.take('m', 5)).rejects.toThrow('away');
});

test('a ledger that cannot be written is logged', async () => {
  const logged: string[] = [];
  const log = () => undefined;
  const ledger = createLedger({
    usage: { insert: () => Promise.reject(new Error('away')) },
    ids: { next: () => 'a'.repeat(24) },
    clock: { now: () => now },
    log: { debug: log, info: log, warn: log, error: (_fields, message) => void logged.push(message) },
  });
  const run = { generationId: 'g', taskId: 't', userId: null, purpose: 'plan' } as const;
  await ledger(run, {
    model: 'm',
    promptTokens: 0,
    completionTokens: 0,
    cost: null,
    estimated: false,
    latencyMs: 1,
    outcome: 'ok',
  });
  expect(logged).toHaveLength(1);
});

test('without a key there is no AI', async () => {
  const log = () => undefined;
  const ai = createAi({
    env: parseEnvironment({
      MONGODB_URI: 'mongodb://127.0.0.1/none',
      JWT_SECRET: 'x'.repeat(32),
      JWT_REFRESH_SECRET: 'y'.repeat(32),
    }),
    log: { debug: log, info: log, warn: log, error: log },
    usage: { insert: () => Promise.resolve() },
    quota: { take: () => Promise.resolve(0) },
    allowances: {
      hold: () => Promise.resolve(null),
      settle: () => Promise.resolve(),
      used: () => Promise.resolve([]),
    },
    settings: () => Promise.reject(new Error('Nobody asks')),
    ids: { next: () => 'a'.repeat(24) },
    clock: { now: () => now },
  });
  expect(ai.available).toBe(false);
  const request = { generationId: '', taskId: '', userId: null, model: 'auto', title: 't', description: '' } as const;
  const rest = { priority: 'low', dueDate: null, company: null, industry: null, stage: null, instructions: null };
  const watch = { onProgress: log, onSubtask: log, onRestart: log, signal: new AbortController().signal };
  await expect(
    ai.generateSubtasks({ ...request, ...rest, notes: [], kept: [], similar: [] }, watch),
  ).rejects.toMatchObject({
    name: 'AIGenerationError',
    message: 'Task generation failed',
  });
});
