import { expect, test } from 'vitest';
import { jobOf, jobs, verifyRegistry } from '../../../src/server/jobs/registry.ts';
import { retryDelay } from '../../../src/server/jobs/run-job.ts';

test('every job of the product has a handler', async () => {
  await expect(verifyRegistry()).resolves.toBeUndefined();
});

test('a gap is named', async () => {
  const whole = { id: 'whole', load: () => Promise.resolve({ handle: () => Promise.resolve() }) };
  const gone = { id: 'gone', load: () => Promise.reject(new Error('no such file')) };
  const empty = { id: 'empty', load: () => Promise.resolve({} as never) };
  await expect(verifyRegistry([whole, whole])).rejects.toThrow('Two jobs are called “whole”');
  await expect(verifyRegistry([gone])).rejects.toThrow('The handler of the job “gone” could not be loaded');
  await expect(verifyRegistry([empty])).rejects.toThrow('The job “empty” has no handler');
});

test('what events ask for fits the jobs', () => {
  const id = 'a'.repeat(24);
  const requests = [
    jobOf({ type: 'generation.requested', generationId: id, taskId: id }),
    jobOf({ type: 'mail.requested', mailId: id }),
  ];
  for (const request of requests) {
    expect(jobs).toContain(request?.job);
    expect(request?.job.schema.safeParse(request.data).success).toBe(true);
  }
  expect(jobOf({ type: 'access.changed', userId: id })).toBeNull();
});

test('failures are tried again ever later, and then no more', () => {
  const delays = [1, 2, 3].map((failures) => retryDelay({ attempts: 3 }, failures));
  expect(delays).toEqual([500, 1000, null]);
  expect(retryDelay({ attempts: 50 }, 30)).toBe(60_000);
});
