import type { Task } from '../../../lib/contracts/task.ts';
import type { WorkingCalendar } from '../../../lib/planning/calendar.ts';
import { schedulePlan } from '../../../lib/planning/schedule.ts';

/** A task with its plan dated as the server will date it: to look at while an estimate is being changed. */
export function previewPlan(task: Task, calendar: WorkingCalendar, now: string): Task {
  const plan = task.aiGenerated;
  if (!plan?.timeline) return task;
  const schedule = schedulePlan({
    subtasks: plan.subtasks,
    start: task.scheduledFor ?? now,
    dueDate: task.dueDate,
    calendar,
    now,
    sequence: 'listed',
  });
  const items = new Map(schedule.items.map((item) => [item.id, item]));
  return {
    ...task,
    aiGenerated: {
      ...plan,
      subtasks: plan.subtasks.map((step) => {
        const item = items.get(step.id);
        if (!item || step.status === 'cancelled') return step;
        const { start, end, slackMinutes, critical } = item;
        const dates = { scheduledStart: start.toISOString(), scheduledEnd: end.toISOString() };
        return { ...step, ...dates, slackMinutes, critical };
      }),
      timeline: {
        ...plan.timeline,
        estimatedStartDate: schedule.estimatedStartDate.toISOString(),
        estimatedEndDate: schedule.estimatedEndDate.toISOString(),
        totalEstimatedTime: schedule.totalEstimatedTime,
      },
    },
  };
}
