import type { WorkingCalendar } from '../../../lib/planning/calendar.ts';
import { dateMilestones } from '../../../lib/planning/milestones.ts';
import { schedulePlan, type ScheduleInput } from '../../../lib/planning/schedule.ts';
import type { PlanSchedule } from '../../../lib/planning/types.ts';
import { finishRange } from '../../../lib/planning/uncertainty.ts';
import type { MilestoneRecord, PlanRecord, SubtaskRecord, TaskRecord } from '../../records/index.ts';

/** What a plan's dates depend on besides its subtasks. */
export type DatingTask = Pick<TaskRecord, 'scheduledFor' | 'dueDate'>;

/** The moment a plan is dated at, and when the company works. */
export interface Dating {
  now: Date;
  calendar: WorkingCalendar;
}

/** Plans are dated to the minute. */
const nextMinute = (instant: Date) => new Date(Math.ceil(instant.getTime() / 60_000) * 60_000);

/** The scheduling question a plan poses: steps are taken up in their listed order, which people arrange. */
export const scheduleInput = (
  subtasks: readonly SubtaskRecord[],
  task: DatingTask,
  { now, calendar }: Dating,
): ScheduleInput => ({
  subtasks,
  start: task.scheduledFor ?? nextMinute(now),
  dueDate: task.dueDate,
  calendar,
  now,
  sequence: 'listed',
});

/**
 * The plan with every computed field made anew: dates, slack and critical path of the subtasks, timeline, milestones.
 * Call it after any change of a plan. The dependencies must be free of cycles (`checkDependencies`).
 */
export function datePlan(plan: PlanRecord, task: DatingTask, dating: Dating): PlanRecord {
  const milestones = plan.timeline?.milestones ?? [];
  const input = scheduleInput(plan.subtasks, task, dating);
  const schedule = schedulePlan(input);
  const items = new Map(schedule.items.map((item) => [item.id, item]));
  const subtasks = plan.subtasks.map((subtask): SubtaskRecord => {
    const item = subtask.status === 'cancelled' ? undefined : items.get(subtask.id);
    return {
      ...subtask,
      scheduledStart: item?.start ?? null,
      scheduledEnd: item?.end ?? null,
      slackMinutes: item?.slackMinutes ?? null,
      critical: item?.critical ?? false,
    };
  });
  return {
    ...plan,
    subtasks,
    timeline: {
      estimatedStartDate: schedule.estimatedStartDate,
      estimatedEndDate: schedule.estimatedEndDate,
      likelyEndDate: schedule.items.length > 0 ? finishRange(input).p80 : null,
      totalEstimatedTime: schedule.totalEstimatedTime,
      milestones: milestonesOf(milestones, subtasks, schedule),
    },
  };
}

function milestonesOf(
  milestones: readonly Pick<MilestoneRecord, 'name' | 'description' | 'subtaskId'>[],
  subtasks: readonly SubtaskRecord[],
  schedule: PlanSchedule,
): MilestoneRecord[] {
  return milestones
    .flatMap((milestone) =>
      dateMilestones([milestone], subtasks, schedule).map((dated) => ({ ...dated, subtaskId: milestone.subtaskId })),
    )
    .sort((a, b) => a.date.getTime() - b.date.getTime());
}
