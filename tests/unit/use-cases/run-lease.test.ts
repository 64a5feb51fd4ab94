import { setTimeout as pass } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { holdLease, leaseMs, RunStopped } from '../../../src/server/use-cases/runs/run-lease.ts';
import type { GenerationStore } from '../../../src/server/ports/index.ts';
import { silent, testClock } from '../../support/ports.ts';

type Answer = Awaited<ReturnType<GenerationStore['renew']>>;

let answers: (Answer | Error)[];
let renewals: Date[];
const worker = () => new AbortController();

function lease(signal: AbortSignal) {
  const renew: GenerationStore['renew'] = (_id, _fence, until) => {
    renewals.push(until);
    const answer = answers.shift() ?? 'running';
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const world = { runs: { renew }, clock: testClock(), log: silent };
  return holdLease(world, { id: 'run', fence: 1 }, signal);
}
const why = (signal: AbortSignal) => (signal.reason instanceof RunStopped ? signal.reason.why : null);

beforeEach(() => {
  answers = [];
  renewals = [];
});

test('a cancel asked for stops the run within a second', async () => {
  answers = ['cancel_requested'];
  const held = lease(worker().signal);
  await pass(1000);
  expect(why(held.signal)).toBe('cancelled');
  held.stop();
});

test('a run that another worker has is lost', async () => {
  answers = ['lost'];
  const held = lease(worker().signal);
  await expect(held.confirm()).rejects.toMatchObject({ why: 'lost' });
  held.stop();
});

test('a worker that stops interrupts the run', async () => {
  const stopping = worker();
  const held = lease(stopping.signal);
  stopping.abort();
  expect(why(held.signal)).toBe('interrupted');
  await expect(held.confirm()).rejects.toMatchObject({ why: 'interrupted' });
  expect(why(lease(stopping.signal).signal)).toBe('interrupted');
  held.stop();
});

test('renewing goes on over a failure', async () => {
  answers = [new Error('away')];
  const held = lease(worker().signal);
  await pass(1300);
  expect(renewals.length).toBeGreaterThan(1);
  expect(held.signal.aborted).toBe(false);
  held.stop();
});

test('giving up lets another have the run at once', async () => {
  const held = lease(worker().signal);
  await held.confirm();
  await held.giveUp();
  const [renewed, given] = renewals;
  expect(renewed!.getTime() - given!.getTime()).toBe(leaseMs);
});
