import { expect, test } from 'vitest';
import { defaultCalendar } from '../../../../src/lib/planning/calendar.ts';
import type { TaskRecord } from '../../../../src/server/records/index.ts';
import { paceOf, similarTasks } from '../../../../src/server/use-cases/generations/experience.ts';
import { aTask } from '../../../support/records.ts';
import { idOf, plan, step } from './plan-records.ts';

const calendar = defaultCalendar();

/** A step that was estimated at an hour and took `minutes`; without them nobody noted its times. */
const taken = (letter: string, minutes: number | null) =>
  step(letter, {
    status: 'completed',
    estimatedTime: 60,
    ...(minutes !== null && {
      startedAt: new Date('2026-11-24T09:00:00Z'),
      completedAt: new Date(Date.parse('2026-11-24T09:00:00Z') + minutes * 60_000),
    }),
  });

const finished = (letter: string, title: string, steps: ReturnType<typeof step>[], change: Partial<TaskRecord> = {}) =>
  aTask(idOf(letter), { title, description: '', status: 'completed', aiGenerated: plan(steps), ...change });

const acme = idOf('e');
const globex = idOf('f');
const task = aTask(idOf('0'), { title: 'Win the Acme renewal', description: '', customerId: acme });

test('finished work for the same customer is told step by step, with the minutes it really took', () => {
  const past = [
    finished('1', 'Win the Acme renewal last year', [taken('a', 90), taken('b', 30)], { customerId: acme }),
  ];
  expect(similarTasks(task, { past, calendar })).toEqual([
    {
      what: 'Win the Acme renewal last year',
      minutes: 120,
      steps: [
        { title: past[0]!.aiGenerated!.subtasks[0]!.title, minutes: 90 },
        { title: past[0]!.aiGenerated!.subtasks[1]!.title, minutes: 30 },
      ],
    },
  ]);
});

test.each([globex, null])(
  'work for others (%s) is told by its kind alone: nothing of its text leaves',
  (customerId) => {
    const past = [finished('1', 'Win the Globex renewal', [taken('a', 90)], { customerId })];
    const told = similarTasks(task, { past, calendar });
    expect(told).toEqual([{ what: 'a renewal', minutes: 90, steps: [] }]);
    expect(JSON.stringify(similarTasks({ ...task, customerId: null }, { past, calendar }))).not.toContain('Globex');
  },
);

test('what is not alike, has no recorded times or is the task itself teaches nothing', () => {
  const past = [
    finished('1', 'Plan the office party', [taken('a', 90)]),
    finished('2', 'Win the Acme renewal', [taken('a', null), taken('b', null), taken('c', 60)]),
    finished('0', 'Win the Acme renewal', [taken('a', 90)]),
  ];
  expect(similarTasks(task, { past, calendar })).toEqual([]);
});

test('the most alike come first, three at most', () => {
  const titles = ['Win the renewal', 'Win the Acme renewal', 'Win the Acme order', 'Win the Acme renewal now'];
  const past = titles.map((title, index) => finished(String(index + 1), title, [taken('a', 60)], { customerId: acme }));
  const told = similarTasks(task, { past, calendar }).map(({ what }) => what);
  expect(told).toHaveLength(3);
  expect(told[0]).toBe('Win the Acme renewal');
});

test('the pace is the median of recorded over estimated time, within bounds, once enough is recorded', () => {
  const steps = (...minutes: (number | null)[]) => [
    finished(
      '1',
      'x',
      minutes.map((one, at) => taken('abcdef'[at]!, one)),
    ),
  ];
  expect(paceOf({ past: steps(90, 90, 90, 90, null), calendar })).toBeUndefined();
  expect(paceOf({ past: steps(60, 72, 90, 96, 120), calendar })).toBe(1.5);
  expect(paceOf({ past: steps(60, 60, 90, 120, 120, 120), calendar })).toBe(1.75);
  expect(paceOf({ past: steps(230, 230, 230, 230, 230), calendar })).toBe(2);
  expect(paceOf({ past: steps(16, 16, 16, 16, 16), calendar })).toBe(0.5);
});
