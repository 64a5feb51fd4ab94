import type { CalendarDate, TaskCard } from '../../../lib/contracts/task-views.ts';
import type { CalendarDay } from './calendar-day.ts';

/** The date that places a task. */
export const placedAt = (task: TaskCard, by: CalendarDate): string | null =>
  by === 'due' ? task.dueDate : task.scheduledFor;

/** The days by sevens. */
export const weeksOf = (days: readonly CalendarDay[]): CalendarDay[][] =>
  Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));

/** The day a shown task stands on, and the task. */
export function findOnDay(days: readonly CalendarDay[], id: string): { day: string; task: TaskCard } | null {
  for (const { day, tasks } of days) {
    const task = tasks.find((other) => other.id === id);
    if (task) return { day, task };
  }
  return null;
}

/** The days with a task on another one of them, in time's order; it shows there however full that day is. */
export function withMoved(days: readonly CalendarDay[], task: TaskCard, to: string, by: CalendarDate): CalendarDay[] {
  return days.map((each) => {
    const without = each.tasks.filter(({ id }) => id !== task.id);
    const total = each.total - (each.tasks.length - without.length);
    if (each.day !== to) return { ...each, total, tasks: without };
    const tasks = [...without, task].sort((one, other) =>
      (placedAt(one, by) ?? '').localeCompare(placedAt(other, by) ?? ''),
    );
    return { ...each, total: total + 1, tasks };
  });
}
