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

test('a long plan is shown whole, up to sixty days', () => {
  expect(timeScale(planned('2027-01-10T17:00:00Z', null), 'UTC', now).days).toHaveLength(46);
  expect(timeScale(planned('2027-06-10T17:00:00Z', null), 'UTC', now).days).toHaveLength(60);
});
