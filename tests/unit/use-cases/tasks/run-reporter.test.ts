import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ArrivingSubtask, Progress } from '../../../../src/lib/contracts/generation.ts';
import { createRunReporter } from '../../../../src/server/use-cases/generations/run-reporter.ts';
import type { GenerationStore } from '../../../../src/server/ports/index.ts';
import { silent } from '../../../support/ports.ts';

const at = (stage: Progress['stage'], percentage: number): Progress => ({
  stage,
  percentage,
  message: '',
  estimatedTimeRemaining: null,
});
const arriving = (index: number): ArrivingSubtask => ({
  index,
  title: `Step ${index}`,
  description: '',
  estimatedTime: 30,
  dependencies: [],
  priority: 'medium',
});

let reports: { percentage: number; steps: number }[];
let failing: boolean;
const reporter = () => {
  const report: GenerationStore['report'] = (_id, _fence, { percentage }, arrived) => {
    if (failing) return Promise.reject(new Error('away'));
    reports.push({ percentage, steps: arrived.length });
    return Promise.resolve();
  };
  const generations = { report } as GenerationStore;
  return createRunReporter({ generations, log: silent }, { id: 'run', fence: 1, progress: at('analyzing', 0) });
};

beforeEach(() => {
  vi.useFakeTimers();
  reports = [];
  failing = false;
});
afterEach(() => vi.useRealTimers());

test('the first news goes at once, the rest together every 100 ms', async () => {
  const told = reporter();
  for (let index = 0; index < 5; index += 1) told.arrived(arriving(index));
  await vi.advanceTimersByTimeAsync(0);
  expect(reports).toEqual([{ percentage: 0, steps: 1 }]);
  await vi.advanceTimersByTimeAsync(100);
  expect(reports).toEqual([
    { percentage: 0, steps: 1 },
    { percentage: 0, steps: 5 },
  ]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(reports).toHaveLength(2);
});

test('a new stage is told at once', async () => {
  const told = reporter();
  told.progress(at('analyzing', 3));
  told.progress(at('generating', 10));
  await vi.advanceTimersByTimeAsync(0);
  expect(reports.map(({ percentage }) => percentage)).toEqual([3, 10]);
});

test('the percentage never falls', async () => {
  const told = reporter();
  told.progress(at('generating', 40));
  told.progress(at('generating', 20));
  await told.end();
  expect(reports.at(-1)?.percentage).toBe(40);
});

test('a restart makes what had arrived void', async () => {
  const told = reporter();
  told.arrived(arriving(0));
  told.arrived(arriving(1));
  told.restart();
  await told.end();
  expect(reports.at(-1)?.steps).toBe(0);
});

test('a step that comes again replaces itself', async () => {
  const told = reporter();
  told.arrived(arriving(0));
  told.arrived(arriving(0));
  await told.end();
  expect(reports.at(-1)?.steps).toBe(1);
});

test('the end tells what is untold, and nothing after it', async () => {
  const told = reporter();
  told.arrived(arriving(0));
  told.arrived(arriving(1));
  await told.end();
  told.arrived(arriving(2));
  await vi.advanceTimersByTimeAsync(500);
  expect(reports.map(({ steps }) => steps)).toEqual([1, 2]);
});

test('a report that fails stops nothing', async () => {
  const told = reporter();
  failing = true;
  told.arrived(arriving(0));
  await vi.advanceTimersByTimeAsync(0);
  failing = false;
  told.arrived(arriving(1));
  await told.end();
  expect(reports).toEqual([{ percentage: 0, steps: 2 }]);
});
