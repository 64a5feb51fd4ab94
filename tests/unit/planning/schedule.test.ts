import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  criticalPath,
  defaultCalendar,
  findDependencyCycle,
  optimizeSchedule,
  schedulePlan,
  workingMinutesBetween,
  type PlanSubtask,
} from '../../../src/lib/planning/index.ts';
import { openWork } from '../../../src/lib/planning/network.ts';
import { PRIORITY_RULES, listByRule } from '../../../src/lib/planning/priority-rules.ts';
import { serialSchedule, withPersonSequence } from '../../../src/lib/planning/serial-schedule.ts';
import { inOrder, plans, runs, subtask } from './plans.ts';

const calendar = defaultCalendar('Europe/Berlin');
/** A Thursday, nine o'clock in Berlin. */
const now = new Date('2026-11-26T08:00:00Z');
const input = (subtasks: PlanSubtask[]) => ({ subtasks, start: now, now, calendar });
const span = (schedule: ReturnType<typeof schedulePlan>) =>
  schedule.items.map(({ id, start, end }) => [id, start.toISOString().slice(8, 16), end.toISOString().slice(8, 16)]);

describe('the critical-path method', () => {
  test('finds earliest and latest times and slack', () => {
    const { activities, duration } = criticalPath([3, 2, 4, 1], [[], [0], [0], [1, 2]]);
    expect(duration).toBe(8);
    expect(activities[1]).toEqual({
      earliestStart: 3,
      earliestFinish: 5,
      latestStart: 5,
      latestFinish: 7,
      totalSlack: 2,
      critical: false,
    });
    expect(activities.map((activity) => activity.critical)).toEqual([true, false, true, true]);
  });

  test('minds releases, knows empty projects and refuses circles', () => {
    expect(criticalPath([1, 1], [[], []], [5, 0]).duration).toBe(6);
    expect(criticalPath([], []).duration).toBe(0);
    expect(() => criticalPath([1, 1], [[1], [0]])).toThrow(RangeError);
  });
});

describe('a schedule', () => {
  const team = inOrder([
    subtask('a', 120, [], { assignedTo: 'ann' }),
    subtask('b', 60, [], { assignedTo: 'bob' }),
    subtask('c', 60, ['a', 'b'], { assignedTo: 'ann' }),
  ]);

  test('lets people work side by side, with slack where there is some', () => {
    const schedule = schedulePlan({ ...input(team), dueDate: '2026-11-27T16:30:00Z' });
    expect(span(schedule)).toEqual([
      ['b', '26T08:00', '26T09:00'],
      ['a', '26T08:00', '26T10:00'],
      ['c', '26T10:00', '26T11:00'],
    ]);
    expect(schedule.criticalPath).toEqual(['a', 'c']);
    expect(schedule.items[0]?.slackMinutes).toBe(60);
    expect(schedule).toMatchObject({ totalEstimatedTime: 240, workLeft: 240, dueSlackMinutes: 780, late: false });
  });

  test('gives one person one thing at a time, nobody being one person', () => {
    const alone = team.map((item) => ({ ...item, assignedTo: null }));
    const schedule = schedulePlan({ ...input(alone), dueDate: new Date('2026-11-26T11:00:00Z') });
    expect(schedule.estimatedEndDate.toISOString()).toBe('2026-11-26T12:30:00.000Z');
    expect(schedule.criticalPath).toHaveLength(3);
    expect(schedule).toMatchObject({ dueSlackMinutes: -60, late: true });
  });

  test('keeps real dates, goes on with what is under way and skips what is cancelled', () => {
    const begun = inOrder([
      subtask('done', 60, [], {
        status: 'completed',
        startedAt: '2026-11-24T08:00:00Z',
        completedAt: '2026-11-24T09:30:00Z',
      }),
      subtask('gone', 600, ['done'], { status: 'cancelled' }),
      subtask('now', 120, ['done'], { status: 'in_progress', startedAt: '2026-11-25T15:30:00Z' }),
      subtask('next', 60, ['gone', 'now']),
    ]);
    const schedule = schedulePlan(input(begun));
    expect(span(schedule)).toEqual([
      ['done', '24T08:00', '24T09:30'],
      ['now', '25T15:30', '26T09:00'],
      ['next', '26T09:00', '26T10:00'],
    ]);
    expect(schedule).toMatchObject({ totalEstimatedTime: 240, workLeft: 120, dueSlackMinutes: null, late: false });
  });

  test('work under way starts now when its start is not known, and is never taken to be as good as done', () => {
    const overrun = schedulePlan(
      input(inOrder([subtask('x', 100, [], { status: 'in_progress', startedAt: '2026-11-16T08:00:00Z' })])),
    );
    expect(overrun.workLeft).toBe(20);
    const unknown = schedulePlan({
      ...input(inOrder([subtask('x', 100, [], { status: 'in_progress' })])),
      start: '2026-01-01T00:00:00Z',
    });
    expect(unknown.estimatedStartDate).toEqual(now);
  });

  test('pending work waits for a start in the future, work under way does not', () => {
    const schedule = schedulePlan({
      ...input(inOrder([subtask('x', 60, [], { status: 'in_progress' }), subtask('y', 60)])),
      start: '2026-11-30T08:00:00Z',
    });
    expect(span(schedule)).toEqual([
      ['x', '26T08:00', '26T09:00'],
      ['y', '30T08:00', '30T09:00'],
    ]);
  });

  test('waits through cancelled subtasks for what those waited for', () => {
    const chain = inOrder([
      subtask('a', 60, [], { assignedTo: 'ann' }),
      subtask('b', 60, ['a'], { status: 'cancelled' }),
      subtask('c', 60, ['b'], { assignedTo: 'bob' }),
    ]);
    expect(schedulePlan(input(chain)).items[1]?.start.toISOString()).toBe('2026-11-26T09:00:00.000Z');
  });

  test('of a finished or empty plan is what happened', () => {
    expect(schedulePlan(input([]))).toMatchObject({ items: [], estimatedStartDate: now, estimatedEndDate: now });
    const schedule = schedulePlan(input([subtask('a', 60, [], { status: 'completed' })]));
    expect(schedule).toMatchObject({ estimatedEndDate: now, workLeft: 0, criticalPath: [] });
  });

  test('keeps dependencies, people and slack for any plan', () => {
    fc.assert(
      fc.property(plans, (subtasks) => {
        const schedule = schedulePlan(input(subtasks));
        const items = new Map(schedule.items.map((item) => [item.id, item]));
        const pending = subtasks.filter((item) => item.status === 'pending');
        for (const item of pending) {
          const mine = items.get(item.id)!;
          expect(mine.start >= now).toBe(true);
          expect(workingMinutesBetween(calendar, mine.start, mine.end)).toBeCloseTo(item.estimatedTime, 4);
          for (const id of item.dependencies) {
            const before = items.get(id);
            if (before) expect(before.end <= mine.start).toBe(true);
          }
          for (const other of pending) {
            if (other === item || other.assignedTo !== item.assignedTo) continue;
            const theirs = items.get(other.id)!;
            expect(theirs.end <= mine.start || mine.end <= theirs.start).toBe(true);
          }
        }
        if (schedule.workLeft > 0) expect(schedule.criticalPath.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  test('slack is what it says: used up, the end stays; exceeded, it moves', () => {
    fc.assert(
      fc.property(plans, (subtasks) => {
        const { network } = openWork(input(subtasks));
        const schedule = serialSchedule(network, listByRule(network, 'latest_start'));
        const sequence = withPersonSequence(network, schedule);
        const { activities, duration } = criticalPath(network.durations, sequence, network.releases);
        expect(duration).toBeCloseTo(schedule.makespan, 6);
        activities.forEach(({ totalSlack, earliestStart }, index) => {
          expect(earliestStart).toBeCloseTo(schedule.starts[index]!, 6);
          const delayed = (by: number) =>
            criticalPath(
              network.durations.map((minutes, other) => minutes + (other === index ? by : 0)),
              sequence,
              network.releases,
            ).duration;
          expect(delayed(totalSlack)).toBeCloseTo(duration, 6);
          expect(delayed(totalSlack + 10)).toBeCloseTo(duration + 10, 6);
        });
      }),
      runs,
    );
  });

  test('every rule lists everything once, after what it waits for', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(...PRIORITY_RULES), (subtasks, rule) => {
        const { network } = openWork(input(subtasks));
        const list = listByRule(network, rule);
        expect([...list].sort((a, b) => a - b)).toEqual(network.durations.map((_, index) => index));
        list.forEach((activity, at) =>
          network.dependencies[activity]!.forEach((before) => expect(list.indexOf(before)).toBeLessThan(at)),
        );
      }),
      runs,
    );
  });
});

describe('optimising', () => {
  test('never ends later, is repeatable, and its order gives its dates', () => {
    fc.assert(
      fc.property(plans, (subtasks) => {
        const before = schedulePlan(input(subtasks));
        const better = optimizeSchedule(input(subtasks));
        expect(better.schedule.estimatedEndDate <= before.estimatedEndDate).toBe(true);
        expect(better.savedMinutes).toBeGreaterThanOrEqual(0);
        expect([...better.order].sort()).toEqual(subtasks.map((item) => item.id).sort());
        expect(optimizeSchedule(input(subtasks))).toEqual(better);
        const applied = subtasks.map((item) => ({ ...item, order: better.order.indexOf(item.id) }));
        const listed = schedulePlan({ ...input(applied), sequence: 'listed' });
        expect(listed.estimatedEndDate).toEqual(better.schedule.estimatedEndDate);
      }),
      runs,
    );
  });

  test('ends sooner where the listed order wastes time, and does important work first where it does not', () => {
    const wasteful = inOrder([
      subtask('filler', 240, [], { assignedTo: 'ann' }),
      subtask('lead', 60, [], { assignedTo: 'ann' }),
      subtask('long', 420, ['lead'], { assignedTo: 'bob' }),
    ]);
    const better = optimizeSchedule({ ...input(wasteful), sequence: 'listed' });
    expect(better.savedMinutes).toBe(240);
    expect(better.order[0]).toBe('lead');
    const equal = inOrder([subtask('low', 60, [], { priority: 'low' }), subtask('high', 60, [], { priority: 'high' })]);
    expect(optimizeSchedule(input(equal)).order).toEqual(['high', 'low']);
  });
});

test('a circle among edited dependencies is found', () => {
  expect(findDependencyCycle([subtask('a', 5, ['b']), subtask('b', 5, ['a', 'gone']), subtask('c', 5)])).toEqual([
    'a',
    'b',
  ]);
  expect(findDependencyCycle([subtask('a', 5), subtask('b', 5, ['a'])])).toBeNull();
});
