import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineJob, type JobRun } from '../../../src/server/jobs/define-job.ts';
import { startWorker, type Worker } from '../../../src/server/jobs/worker.ts';
import { until } from '../generations/world.ts';
import { realtimeWorld, type RealtimeWorld } from '../realtime/world.ts';

let world: RealtimeWorld;
const workers: Worker[] = [];
beforeAll(async () => {
  world = await realtimeWorld();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => world.close());

type Handle = (data: { word: string }, run: JobRun) => Promise<void>;
const noteIn =
  (words: string[]): Handle =>
  ({ word }) => {
    words.push(word);
    return Promise.resolve();
  };

/** A job of these tests' own that does what `handle` says. */
const job = (id: string, handle: Handle, overrides: { attempts?: number; version?: number } = {}) =>
  defineJob({
    id,
    version: 1,
    schema: z.object({ word: z.string() }),
    load: () => Promise.resolve({ handle }),
    concurrency: 2,
    attempts: 4,
    ...overrides,
  });
async function start(...jobs: ReturnType<typeof job>[]): Promise<Worker> {
  const worker = await startWorker(world.container, jobs);
  workers.push(worker);
  return worker;
}

test('a job runs soon after it is queued, in one of the workers', async () => {
  const words: string[] = [];
  const echo = job('echo', noteIn(words));
  const [worker] = [await start(echo), await start(echo)];
  await worker.enqueue({ job: echo, data: { word: 'hello' } }, 'event-1');
  await until(() => words.length > 0);
  expect(words).toEqual(['hello']);
});

test('an event becomes one job, however often and from wherever it is queued', async () => {
  const words: string[] = [];
  const once = job('once', noteIn(words));
  const [one, two] = [await start(once), await start(once)];
  await Promise.allSettled([
    ...Array.from({ length: 5 }, () => one.enqueue({ job: once, data: { word: 'same' } }, 'event-2')),
    ...Array.from({ length: 5 }, () => two.enqueue({ job: once, data: { word: 'same' } }, 'event-2')),
  ]);
  await until(() => words.length > 0);
  await one.enqueue({ job: once, data: { word: 'same' } }, 'event-2');
  await one.enqueue({ job: once, data: { word: 'other' } }, 'event-3');
  await until(() => words.includes('other'));
  expect(words).toEqual(['same', 'other']);
});

test('a failure is tried again, told how often, and given up in the end', async () => {
  const attempts: { attempt: number; isLastAttempt: boolean }[] = [];
  const flaky = job(
    'flaky',
    (_data, { attempt, isLastAttempt }) => {
      attempts.push({ attempt, isLastAttempt });
      return Promise.reject(new Error('not yet'));
    },
    { attempts: 2 },
  );
  const worker = await start(flaky);
  await worker.enqueue({ job: flaky, data: { word: 'x' } }, 'event-4');
  await until(() => attempts.length === 2);
  await pass(1500);
  expect(attempts).toEqual([
    { attempt: 1, isLastAttempt: false },
    { attempt: 2, isLastAttempt: true },
  ]);
});

test('data that does not fit the schema, or is of another version, never reaches the handler', async () => {
  const words: string[] = [];
  const note = noteIn(words);
  const old = job('strict', note, { version: 0, attempts: 1 });
  const strict = job('strict', note, { attempts: 1 });
  const worker = await start(strict);
  await worker.enqueue({ job: strict, data: { word: 7 } }, 'event-5');
  await worker.enqueue({ job: old, data: { word: 'old' } }, 'event-6');
  await worker.enqueue({ job: strict, data: { word: 'good' } }, 'event-7');
  await until(() => words.length > 0);
  expect(words).toEqual(['good']);
});

test('a worker that stops asks its job to end, and another takes it up', async () => {
  const runs: string[] = [];
  const long = job('long', async (_data, { signal, attempt }) => {
    runs.push(`begun ${attempt}`);
    if (attempt === 1) await pass(60_000, undefined, { signal });
    runs.push('ended');
  });
  const first = await start(long);
  await first.enqueue({ job: long, data: { word: 'x' } }, 'event-8');
  await until(() => runs.length === 1);
  workers.length = 0;
  await first.stop();
  await start(long);
  await until(() => runs.includes('ended'));
  expect(runs).toEqual(['begun 1', 'begun 2', 'ended']);
});

test('a worker refuses to start when a job has no handler', async () => {
  const gap = { ...job('gap', noteIn([])), load: () => Promise.reject(new Error('no file')) };
  await expect(startWorker(world.container, [gap])).rejects.toThrow('“gap”');
});
