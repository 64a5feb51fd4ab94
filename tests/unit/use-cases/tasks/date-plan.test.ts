import { expect, test } from 'vitest';
import { defaultCalendar } from '../../../../src/lib/planning/calendar.ts';
import { datePlan } from '../../../../src/server/use-cases/plans/date-plan.ts';
import { idOf, now, plan, step } from './plan-records.ts';

const calendar = defaultCalendar();
const undated = { scheduledFor: null, dueDate: null };

test('steps follow each other within working hours, and the timeline spans them', () => {
  const dated = datePlan(plan([step('a'), step('b', { dependencies: [idOf('a')], estimatedTime: 240 })]), undated, {
    now,
    calendar,
  });
  expect(dated.subtasks.map(({ scheduledStart, scheduledEnd }) => [scheduledStart, scheduledEnd])).toEqual([
    [new Date('2026-11-26T09:00:00Z'), new Date('2026-11-26T10:00:00Z')],
    // An hour of noon rest falls into the four hours.
    [new Date('2026-11-26T10:00:00Z'), new Date('2026-11-26T14:30:00Z')],
  ]);
  expect(dated.timeline).toMatchObject({
    estimatedStartDate: now,
    estimatedEndDate: new Date('2026-11-26T14:30:00Z'),
    totalEstimatedTime: 300,
  });
  expect(dated.timeline?.likelyEndDate?.getTime()).toBeGreaterThan(new Date('2026-11-26T14:30:00Z').getTime());
});

test('nothing pending begins before the task is scheduled for', () => {
  const dated = datePlan(
    plan([step('a')]),
    { ...undated, scheduledFor: new Date('2026-12-01T08:00:00Z') },
    { now, calendar },
  );
  expect(dated.subtasks[0]?.scheduledStart).toEqual(new Date('2026-12-01T09:00:00Z'));
});

test('cancelled steps have no dates and do not count', () => {
  const dated = datePlan(plan([step('a', { status: 'cancelled', critical: true }), step('b')]), undated, {
    now,
    calendar,
  });
  expect(dated.subtasks[0]).toMatchObject({
    scheduledStart: null,
    scheduledEnd: null,
    slackMinutes: null,
    critical: false,
  });
  expect(dated.timeline?.totalEstimatedTime).toBe(60);
});

test('milestones keep their step, are dated by it and are completed with it', () => {
  const milestones = [
    { name: 'All', subtaskId: null },
    { name: 'First', subtaskId: idOf('a') },
  ];
  const steps = [step('a', { status: 'completed', completedAt: now }), step('b')];
  const dated = datePlan(plan(steps, milestones), undated, { now, calendar });
  expect(dated.timeline?.milestones).toEqual([
    { name: 'First', description: '', subtaskId: idOf('a'), date: now, completed: true },
    { name: 'All', description: '', subtaskId: null, date: new Date('2026-11-26T10:00:00Z'), completed: false },
  ]);
});

test('the listed order decides what one person takes up first', () => {
  const steps = [step('a', { order: 1 }), step('b', { order: 0 })];
  const dated = datePlan(plan(steps), undated, { now, calendar });
  expect(dated.subtasks.map(({ id, scheduledStart }) => [id[0], scheduledStart?.getUTCHours()])).toEqual([
    ['a', 10],
    ['b', 9],
  ]);
});

test('a plan without steps has an empty timeline', () => {
  expect(datePlan(plan([]), undated, { now, calendar }).timeline).toMatchObject({
    totalEstimatedTime: 0,
    likelyEndDate: null,
  });
});
