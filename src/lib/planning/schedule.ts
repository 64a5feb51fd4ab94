import { addWorkingMinutes, nextWorkingInstant, subtractWorkingMinutes, workingMinutesBetween } from './calendar.ts';
import type { WorkingCalendar } from './calendar.ts';
import { criticalPath } from './critical-path.ts';
import { type OpenWork, openWork, toDate } from './network.ts';
import { listByRule } from './priority-rules.ts';
import { type ActivitySchedule, serialSchedule, withPersonSequence } from './serial-schedule.ts';
import type { Instant, PlanSchedule, PlanSubtask, ScheduledSubtask } from './types.ts';

export interface ScheduleInput {
  subtasks: readonly PlanSubtask[];
  /** Not before this is pending work started. */
  start: Instant;
  dueDate?: Instant | null | undefined;
  calendar: WorkingCalendar;
  now: Instant;
  /**
   * What a person takes up first of the work that is ready: by the latest start of the critical-path method (the
   * default), or by the subtasks' `order`, as it was arranged by people or by `optimizeSchedule`.
   */
  sequence?: 'latest_start' | 'listed' | undefined;
}

/**
 * Dates a plan. Every person does one thing at a time, unassigned subtasks count for one person; nothing pending
 * begins before `start`, nothing in the past is promised. Completed subtasks keep their real dates where known, work
 * under way its real start and goes on from now. Slack and the critical path hold for the dates as scheduled: a
 * subtask may slip by its slack, people keeping their sequence, without the end moving.
 *
 * @throws {RangeError} when the dependencies of open subtasks form a cycle
 * @throws {CalendarError} when the calendar has no working time
 */
export function schedulePlan(input: ScheduleInput): PlanSchedule {
  const ordered = { ...input, subtasks: byOrder(input.subtasks) };
  const work = openWork(ordered);
  const list = listByRule(work.network, input.sequence ?? 'latest_start');
  return dateSchedule(ordered, work, serialSchedule(work.network, list));
}

export function byOrder(subtasks: readonly PlanSubtask[]): PlanSubtask[] {
  return subtasks.toSorted((a, b) => a.order - b.order);
}

/** Turns a schedule in working minutes into dates and figures. */
export function dateSchedule(input: ScheduleInput, work: OpenWork, schedule: ActivitySchedule): PlanSchedule {
  const { calendar, dueDate } = input;
  const items = [...finishedItems(input, work.origin), ...openItems(work, schedule, calendar)].sort(
    (a, b) => a.start.getTime() - b.start.getTime() || a.end.getTime() - b.end.getTime(),
  );
  const starts = items.map((item) => item.start.getTime());
  const ends = items.map((item) => item.end.getTime());
  const start = new Date(items.length > 0 ? Math.min(...starts) : work.origin);
  const end = new Date(items.length > 0 ? Math.max(...ends) : work.origin);
  const due = dueDate ? toDate(dueDate) : null;
  const planned = input.subtasks.filter((subtask) => subtask.status !== 'cancelled');
  return {
    items,
    estimatedStartDate: start,
    estimatedEndDate: end,
    totalEstimatedTime: planned.reduce((sum, subtask) => sum + subtask.estimatedTime, 0),
    criticalPath: items.filter((item) => item.critical).map((item) => item.id),
    workLeft: Math.round(work.network.durations.reduce((sum, minutes) => sum + minutes, 0)),
    dueSlackMinutes: due === null ? null : Math.round(workingMinutesBetween(calendar, end, due)),
    late: due !== null && end > due,
  };
}

function openItems(work: OpenWork, schedule: ActivitySchedule, calendar: WorkingCalendar): ScheduledSubtask[] {
  const { network, origin, subtasks } = work;
  const sequence = withPersonSequence(network, schedule);
  const { activities } = criticalPath(network.durations, sequence, network.releases);
  return subtasks.map((subtask, index) => {
    const begun = subtask.status === 'in_progress' && subtask.startedAt ? toDate(subtask.startedAt) : null;
    const planned = nextWorkingInstant(calendar, addWorkingMinutes(calendar, origin, schedule.starts[index]!));
    return {
      id: subtask.id,
      start: begun !== null && begun < planned ? begun : planned,
      end: addWorkingMinutes(calendar, origin, schedule.finishes[index]!),
      slackMinutes: Math.round(activities[index]!.totalSlack),
      critical: activities[index]!.critical,
    };
  });
}

/** Completed subtasks; where the end is not known it is taken to be just now, where the start is not, the estimate. */
function finishedItems({ subtasks, calendar, now }: ScheduleInput, origin: Date): ScheduledSubtask[] {
  const latest = Math.min(toDate(now).getTime(), origin.getTime());
  return subtasks
    .filter((subtask) => subtask.status === 'completed')
    .map(({ id, estimatedTime, startedAt, completedAt }) => {
      const end = completedAt ? toDate(completedAt) : new Date(latest);
      const begun = startedAt ? toDate(startedAt) : subtractWorkingMinutes(calendar, end, estimatedTime);
      return { id, start: begun < end ? begun : end, end, slackMinutes: 0, critical: false };
    });
}
