import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ArrivingSubtask } from '../../../src/lib/contracts/generation.ts';
import { DuplicateKeyError, StaleRecordError, type GenerationStore } from '../../../src/server/ports/index.ts';
import type { GenerationRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aGeneration } from '../../support/records.ts';

let world: TestWorld;
let generations: GenerationStore;
beforeAll(async () => {
  world = await testPorts();
  generations = world.ports.generations;
});
afterAll(() => world.close());

const id = () => world.ports.ids.next();
const now = new Date('2026-11-26T09:00:00Z');
const until = new Date('2026-11-26T09:00:30Z');
const muchLater = new Date('2026-11-26T09:05:00Z');

const save = async (overrides: Partial<GenerationRecord> = {}): Promise<GenerationRecord> => {
  const generation = aGeneration(id(), overrides.taskId ?? id(), overrides);
  await world.ports.commit({ actor: system, events: [], write: (tx) => generations.insert(generation, tx) });
  return generation;
};
const finish = (generation: GenerationRecord, fence: number, status: 'complete' | 'failed' = 'complete') =>
  world.ports.commit({
    actor: system,
    events: [],
    write: (tx) =>
      generations.finish(
        generation.id,
        fence,
        {
          status,
          progress: { stage: 'complete', percentage: 100, message: 'Done', estimatedTimeRemaining: 0 },
          generatedBy: 'local-planner',
          error: null,
          finishedAt: muchLater,
        },
        tx,
      ),
  });
const generating = { stage: 'generating', percentage: 40, message: 'Writing', estimatedTimeRemaining: 4 } as const;
const arrived: ArrivingSubtask = {
  index: 0,
  title: 'Review the contract',
  description: '',
  estimatedTime: 30,
  dependencies: [],
  priority: 'medium',
};

test('a run comes back as it went in, and is the task’s active and latest one', async () => {
  const run = await save({ requestedBy: id(), instructions: 'Be brief' });
  expect(await generations.find(run.id)).toEqual(run);
  expect(await generations.active(run.taskId)).toEqual(run);
  expect(await generations.latest(run.taskId)).toEqual(run);
  expect(await generations.activeOf(run.requestedBy ?? '', 10)).toEqual([run]);
  expect(await generations.find(id())).toBeNull();
  expect(await generations.active(id())).toBeNull();
});

test('a task has one run at a time', async () => {
  const run = await save();
  await expect(save({ taskId: run.taskId })).rejects.toMatchObject({ name: 'DuplicateKeyError', key: 'taskId' });
  await generations.claim(run.id, { now, until });
  await finish(run, 1);
  const next = await save({ taskId: run.taskId, createdAt: muchLater });
  expect((await generations.latest(run.taskId))?.id).toBe(next.id);
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => save({ taskId: id() })));
  expect(outcomes.every((outcome) => outcome.status === 'fulfilled')).toBe(true);
  const taskId = id();
  const racing = await Promise.allSettled(Array.from({ length: 5 }, () => save({ taskId })));
  const lost = racing.filter((outcome) => outcome.status === 'rejected');
  expect(lost).toHaveLength(4);
  for (const { reason } of lost) expect(reason).toBeInstanceOf(DuplicateKeyError);
});

describe('claims', () => {
  test('go to one worker', async () => {
    const run = await save();
    const claims = await Promise.all(Array.from({ length: 6 }, () => generations.claim(run.id, { now, until })));
    const won = claims.filter((claim) => claim !== null);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ status: 'running', fence: 1, leaseUntil: until });
  });

  test('pass on when a lease ran out, and fence the first worker off', async () => {
    const run = await save();
    await generations.claim(run.id, { now, until });
    expect(await generations.claim(run.id, { now, until })).toBeNull();
    const second = await generations.claim(run.id, { now: muchLater, until: new Date('2026-11-26T09:06:00Z') });
    expect(second).toMatchObject({ fence: 2 });
    expect(await generations.renew(run.id, 1, muchLater)).toBe('lost');
    await generations.report(run.id, 1, generating, [arrived]);
    expect((await generations.find(run.id))?.subtasks).toEqual([]);
    await expect(finish(run, 1)).rejects.toThrow(StaleRecordError);
    await finish(run, 2);
    expect(await generations.find(run.id)).toMatchObject({
      status: 'complete',
      generatedBy: 'local-planner',
      finishedAt: muchLater,
      leaseUntil: null,
    });
    expect(await generations.active(run.taskId)).toBeNull();
    await expect(finish(run, 2)).rejects.toThrow(StaleRecordError);
  });

  test('are refused once a run is over', async () => {
    const run = await save({ status: 'complete' });
    expect(await generations.claim(run.id, { now, until })).toBeNull();
  });
});

test('reports replace progress and what has arrived', async () => {
  const run = await save();
  await generations.claim(run.id, { now, until });
  await generations.report(run.id, 1, generating, [arrived]);
  expect(await generations.find(run.id)).toMatchObject({ progress: generating, subtasks: [arrived] });
  await generations.report(run.id, 1, generating, []);
  expect((await generations.find(run.id))?.subtasks).toEqual([]);
});

describe('cancelling', () => {
  test('ends a queued run at once', async () => {
    const run = await save();
    expect(await generations.requestCancel(run.id, muchLater)).toBe(true);
    expect(await generations.find(run.id)).toMatchObject({
      status: 'cancelled',
      finishedAt: muchLater,
      progress: { stage: 'cancelled' },
    });
    expect(await generations.active(run.taskId)).toBeNull();
    expect(await generations.claim(run.id, { now, until })).toBeNull();
    expect(await generations.requestCancel(run.id, muchLater)).toBe(false);
  });

  test('reaches a running one with its next renewal', async () => {
    const run = await save();
    await generations.claim(run.id, { now, until });
    expect(await generations.renew(run.id, 1, until)).toBe('running');
    expect(await generations.requestCancel(run.id, now)).toBe(true);
    expect(await generations.renew(run.id, 1, until)).toBe('cancel_requested');
  });
});

test('counts what was requested since', async () => {
  const before = await generations.countSince(muchLater);
  await save({ createdAt: muchLater });
  expect(await generations.countSince(muchLater)).toBe(before + 1);
});

test('watching shows runs as they change', async () => {
  const seen: GenerationRecord[] = [];
  const stop = await generations.watch((generation) => seen.push(generation));
  const run = await save();
  await generations.claim(run.id, { now, until });
  await generations.report(run.id, 1, generating, [arrived]);
  await finish(run, 1);
  await vi.waitFor(
    () => expect(seen.findLast((generation) => generation.id === run.id)).toMatchObject({ status: 'complete' }),
    { timeout: 10_000 },
  );
  expect(seen.some((generation) => generation.id === run.id && generation.subtasks.length === 1)).toBe(true);
  await stop();
});
