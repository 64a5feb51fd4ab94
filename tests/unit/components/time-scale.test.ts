import { expect, test } from 'vitest';
import { timeScale } from '../../../src/components/islands/task/time-scale.ts';
import type { Task } from '../../../src/lib/contracts/task.ts';

const planned = (scheduledEnd: string, dueDate: string | null) =>
  ({
    dueDate,
    aiGenerated: { subtasks: [{ scheduledStart: '2026-11-26T09:00:00Z', scheduledEnd }] },
  }) as unknown as Task;
const now = '2026-11-26T08:00:00Z';

test('the axis reaches to the due date when that is near', () => {
  const scale = timeScale(planned('2026-11-30T17:00:00Z', '2026-12-09T17:00:00Z'), 'UTC', now);
  expect(scale.days).toHaveLength(14);
  expect(scale.x('2026-12-09T12:00:00Z')).toBeLessThan(scale.width);
});

test('a far due date does not squeeze the plan', () => {
  const scale = timeScale(planned('2026-11-27T17:00:00Z', '2026-12-24T17:00:00Z'), 'UTC', now);
  expect(scale.columnWidth).toBe(40);
  expect(scale.x('2026-12-24T17:00:00Z')).toBe(scale.width);
  expect(scale.x('2026-11-27T17:00:00Z')).toBeLessThan(100);
});

test('a long plan is shown whole, up to a year', () => {
  expect(timeScale(planned('2027-01-10T17:00:00Z', null), 'UTC', now).days).toHaveLength(46);
  expect(timeScale(planned('2027-06-10T17:00:00Z', null), 'UTC', now).days).toHaveLength(197);
  expect(timeScale(planned('2028-06-10T17:00:00Z', null), 'UTC', now).days).toHaveLength(366);
});

test('weekends and holidays are days off, and what may slip slips past them', () => {
  const task = planned('2026-11-27T17:00:00Z', null);
  const workday = { start: 540, end: 1020 };
  const days = [[], [workday], [workday], [workday], [workday], [workday], []];
  const scale = timeScale(task, 'UTC', now, { calendar: { days, holidays: ['2026-11-30'] } });
  expect(scale.days.filter(({ off }) => off).map(({ day }) => day)).toEqual([28, 29, 30, 5]);
  const plain = timeScale(task, 'UTC', now);
  expect(plain.days.filter(({ off }) => off).map(({ day }) => day)).toEqual([28, 29, 5]);
  const tuesday = scale.x('2026-12-01T08:00:00Z');
  expect(scale.slip('2026-11-27T17:00:00Z', 480)).toBeGreaterThan(tuesday);
  expect(plain.slip('2026-11-27T17:00:00Z', 480)).toBeLessThan(tuesday);
});
