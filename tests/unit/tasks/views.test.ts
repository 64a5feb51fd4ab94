import { describe, expect, test } from 'vitest';
import { calendarPlace, dayOf, monthsFrom, timelinePlace, viewOf } from '../../../src/components/tasks/views.ts';
import { findOnDay, weeksOf, withMoved } from '../../../src/components/islands/tasks/calendar-days.ts';
import { nested } from '../../../src/components/islands/tasks/nested.ts';
import { stretchOf } from '../../../src/components/islands/tasks/timeline-row.ts';
import { onOtherDay } from '../../../src/lib/client/format.ts';
import type { TaskCard } from '../../../src/lib/contracts/task-views.ts';
import { dayBounds } from '../../../src/lib/domain/day-bounds.ts';

const card = (id: string, more: Partial<TaskCard> = {}): TaskCard => ({
  id,
  title: `Task ${id}`,
  status: 'pending',
  priority: 'medium',
  dueDate: null,
  scheduledFor: null,
  completedAt: null,
  assignee: null,
  parent: null,
  plan: null,
  deletedAt: null,
  version: 1,
  ...more,
});
const under = (id: string) => ({ parent: { id, title: `Task ${id}` } });
const at = (values: Record<string, string>) => new URLSearchParams(values);

test('the address names the view; without it the one looked at last; else the list', () => {
  expect(viewOf('board', 'calendar')).toBe('board');
  expect(viewOf(null, 'calendar')).toBe('calendar');
  expect(viewOf('toString', undefined)).toBe('list');
});

describe('the place in a calendar', () => {
  test('a month is whole weeks from Monday to Sunday', () => {
    expect(calendarPlace(at({ day: '2026-12-15' }), '2026-11-27')).toMatchObject({ from: '2026-11-30', days: 35 });
    expect(calendarPlace(at({}), '2026-02-03')).toMatchObject({ from: '2026-01-26', days: 35, by: 'due' });
    expect(calendarPlace(at({}), '2027-02-03')).toMatchObject({ from: '2027-02-01', days: 28 });
    expect(calendarPlace(at({}), '2026-08-05')).toMatchObject({ from: '2026-07-27', days: 42 });
  });
  test('a week begins on Monday', () => {
    expect(calendarPlace(at({ span: 'week', day: '2026-12-20' }), '2026-11-27')).toMatchObject({
      from: '2026-12-14',
      days: 7,
    });
  });
  test('what is no day stands for today', () => {
    for (const day of ['2026-02-30', '99999-01-01', 'soon', '0001-01-01'])
      expect(dayOf(day, '2026-11-27')).toBe('2026-11-27');
    expect(calendarPlace(at({ by: 'whim', span: 'aeon' }), '2026-11-27')).toMatchObject({ span: 'month', by: 'due' });
  });
  test('months follow each other whatever the day', () => {
    expect(monthsFrom('2027-01-31', 1)).toBe('2027-02-01');
    expect(monthsFrom('2026-01-31', -1)).toBe('2025-12-01');
  });
});

test('a timeline begins on a Monday, a little before today', () => {
  expect(timelinePlace(at({}), '2026-11-27')).toEqual({ zoom: 'week', from: '2026-11-16', days: 84 });
  expect(timelinePlace(at({ zoom: 'day' }), '2026-11-27')).toMatchObject({ from: '2026-11-23', days: 14 });
});

test('days are as long as the zone makes them', () => {
  const hours = dayBounds({ from: '2026-10-24', days: 3, zone: 'Europe/Berlin' }).map(
    ({ start, end }) => (end.getTime() - start.getTime()) / 3_600_000,
  );
  expect(hours).toEqual([24, 25, 24]);
});

test('a task keeps its time of day on another day, also over a change of the clock', () => {
  expect(onOtherDay('2026-10-23T15:30:00.000Z', '2026-10-26', 'Europe/Berlin')).toBe('2026-10-26T16:30:00.000Z');
  expect(onOtherDay('2026-12-31T23:30:00.000Z', '2026-12-01', 'UTC')).toBe('2026-12-01T23:30:00.000Z');
});

test('a task moves between days, in time’s order, and the totals with it', () => {
  const early = card('a', { dueDate: '2026-12-02T08:00:00.000Z' });
  const late = card('b', { dueDate: '2026-12-02T18:00:00.000Z' });
  const moved = card('c', { dueDate: '2026-12-02T12:00:00.000Z' });
  const days = [
    { day: '2026-12-01', total: 5, tasks: [{ ...moved, dueDate: '2026-12-01T12:00:00.000Z' }] },
    { day: '2026-12-02', total: 2, tasks: [early, late] },
  ];
  const after = withMoved(days, moved, '2026-12-02', 'due');
  expect(after.map(({ total, tasks }) => [total, tasks.map(({ id }) => id)])).toEqual([
    [4, []],
    [3, ['a', 'c', 'b']],
  ]);
  expect(findOnDay(after, 'c')?.day).toBe('2026-12-02');
  expect(weeksOf(Array(14).fill(days[0]) as typeof days).map(({ length }) => length)).toEqual([7, 7]);
});

describe('parts below what they are part of', () => {
  const shape = (tasks: TaskCard[]) => nested(tasks).map(({ task, depth }) => `${'-'.repeat(depth)}${task.id}`);
  test('each after its parent, in the list’s order', () => {
    const list = [card('c', under('a')), card('b'), card('a'), card('d', under('c')), card('e', under('a'))];
    expect(shape(list)).toEqual(['b', 'a', '-c', '--d', '-e']);
  });
  test('a part whose parent is not shown stands by itself; a circle loses nobody', () => {
    expect(shape([card('x', under('elsewhere'))])).toEqual(['x']);
    expect(shape([card('a', under('b')), card('b', under('a')), card('c')]).sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('the stretch of a task', () => {
  const plan = {
    steps: 1,
    done: 0,
    minutes: 60,
    confidence: 0.5,
    generatedBy: 'by hand',
    start: '2026-12-01T09:00:00Z',
    end: '2026-12-03T17:00:00Z',
  };
  test('from its start, else its plan’s, to its planned end, else its due date', () => {
    expect(stretchOf(card('a', { plan, dueDate: '2026-12-09T17:00:00Z' }))).toEqual({
      start: plan.start,
      end: plan.end,
    });
    expect(stretchOf(card('a', { scheduledFor: '2026-12-01T09:00:00Z', dueDate: '2026-12-02T17:00:00Z' }))).toEqual({
      start: '2026-12-01T09:00:00Z',
      end: '2026-12-02T17:00:00Z',
    });
  });
  test('what is done ended when it was done, even before its start', () => {
    const done = card('a', { scheduledFor: '2026-12-05T09:00:00Z', completedAt: '2026-12-04T09:00:00Z' });
    expect(stretchOf(done)).toEqual({ start: '2026-12-04T09:00:00Z', end: '2026-12-04T09:00:00Z' });
    expect(stretchOf(card('a'))).toBeNull();
  });
});
