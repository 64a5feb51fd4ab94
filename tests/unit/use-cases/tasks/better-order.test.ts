import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCalendar } from '../../../../src/lib/planning/index.ts';
import { optimizeSchedule } from '../../../../src/lib/planning/optimize-schedule.ts';
import { schedulePlan } from '../../../../src/lib/planning/schedule.ts';
import { betterOrder } from '../../../../src/server/use-cases/plans/better-order.ts';
import { scheduleInput } from '../../../../src/server/use-cases/plans/date-plan.ts';
import type { SubtaskRecord } from '../../../../src/server/records/index.ts';
import { plans, runs } from '../../planning/plans.ts';
import { now, step } from './plan-records.ts';

const dating = { now, calendar: defaultCalendar('UTC') };
const inputOf = (steps: SubtaskRecord[]) => scheduleInput(steps, { scheduledFor: null, dueDate: null }, dating);

/** Plans of which some steps are locked. */
const locked = fc.tuple(plans, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 })).map(([steps, locks]) =>
  steps.map((each, index): SubtaskRecord => ({
    ...step('a'),
    ...each,
    startedAt: null,
    completedAt: null,
    locked: locks[index] ?? false,
  })),
);

test('locked steps keep their places; the plan never ends later, and no step comes before what it waits for', () => {
  fc.assert(
    fc.property(locked, (steps) => {
      const { order, schedule } = betterOrder(steps, inputOf(steps));
      expect(order.toSorted()).toEqual(steps.map(({ id }) => id).toSorted());
      if (!steps.some((each) => each.locked)) return;
      for (const each of steps) if (each.locked) expect(order.indexOf(each.id)).toBe(each.order);
      for (const { id, dependencies } of steps)
        for (const other of dependencies) expect(order.indexOf(other)).toBeLessThan(order.indexOf(id));
      const before = schedulePlan(inputOf(steps)).estimatedEndDate;
      expect(schedule.estimatedEndDate.getTime()).toBeLessThanOrEqual(before.getTime());
    }),
    runs,
  );
});

test('without locks the best order found is taken', () => {
  const steps = [
    step('a', { estimatedTime: 60, assignedTo: 'ann' }),
    step('b', { estimatedTime: 60, assignedTo: 'ann' }),
    step('c', { estimatedTime: 600, assignedTo: 'bob', dependencies: [step('b').id] }),
  ];
  const best = optimizeSchedule(inputOf(steps));
  expect(best.order[0]).toBe(step('b').id);
  expect(betterOrder(steps, inputOf(steps))).toEqual(best);
  const pinned = steps.map((each, index) => ({ ...each, locked: index === 0 }));
  expect(betterOrder(pinned, inputOf(pinned)).order).toEqual(steps.map(({ id }) => id));
});
