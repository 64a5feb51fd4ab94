import { expect, test } from 'vitest';
import { defaultCalendar } from '../../../../src/lib/planning/calendar.ts';
import { planByLocalPlanner } from '../../../../src/server/use-cases/generations/local-plan.ts';
import type { RunReporter } from '../../../../src/server/use-cases/generations/run-reporter.ts';
import type { PlanRequest } from '../../../../src/server/ports/index.ts';
import type { SubtaskRecord } from '../../../../src/server/records/index.ts';
import { aTask } from '../../../support/records.ts';
import { idOf, plan, step } from './plan-records.ts';

const request = (given: Partial<PlanRequest> = {}): PlanRequest => ({
  generationId: idOf('a'),
  taskId: idOf('b'),
  userId: null,
  model: 'auto',
  title: 'Win the Acme renewal',
  description: '',
  priority: 'medium',
  dueDate: null,
  company: 'Acme',
  industry: null,
  stage: null,
  notes: [],
  instructions: null,
  kept: [],
  similar: [],
  ...given,
});

function planned(given: Partial<PlanRequest> = {}, past: SubtaskRecord[] = []) {
  const told: string[] = [];
  const reporter = {
    progress: ({ stage }) => told.push(stage),
    arrived: ({ title }) => told.push(title),
  } as Partial<RunReporter> as RunReporter;
  const finished = aTask(idOf('c'), { title: 'Win the Globex renewal', status: 'completed', aiGenerated: plan(past) });
  const experience = { past: past.length > 0 ? [finished] : [], calendar: defaultCalendar() };
  return {
    made: planByLocalPlanner({ request: request(given), experience, reporter }),
    told,
  };
}

test('a plan of its own making says so, and tells its steps one by one', () => {
  const { made, told } = planned();
  expect(made).toMatchObject({ generatedBy: 'local-planner', promptUsed: '', repairs: [] });
  expect(made.confidence).toBeGreaterThan(0);
  expect(told).toEqual(['generating', ...made.draft.subtasks.map(({ title }) => title)]);
});

test('what is known and wished for goes into the plan', () => {
  const { made } = planned({ description: 'They pay by invoice', instructions: 'Mention the discount' });
  expect(made.draft.subtasks[0]?.description).toContain('They pay by invoice Mention the discount');
  expect(made.confidence).toBeGreaterThan(planned().made.confidence);
});

test('a finished task like it serves, with the time its steps really took where that can be believed', () => {
  const start = new Date('2026-11-23T09:00:00Z');
  const took = (hours: number) => ({ startedAt: start, completedAt: new Date(start.getTime() + hours * 3_600_000) });
  const done = { status: 'completed', estimatedTime: 60 } as const;
  const { made } = planned({}, [
    step('a', { ...done, title: 'Read the contract', ...took(2) }),
    step('b', { ...done, title: 'Write the offer', dependencies: [idOf('a')], ...took(0.01) }),
    step('d', { ...done, title: 'Ticked weeks later', dependencies: [idOf('b')], ...took(24 * 20) }),
    step('e', { title: 'Never done', status: 'cancelled' }),
    step('f', { ...done, title: 'Nobody noted when', order: 9 }),
  ]);
  expect(made.draft.subtasks.map(({ title, estimatedTime }) => [title, estimatedTime])).toEqual([
    ['Read the contract', 120],
    ['Write the offer', 60],
    ['Ticked weeks later', 60],
    ['Nobody noted when', 60],
  ]);
  expect(made.draft.assumptions[0]).toContain('Win the Globex renewal');
});
