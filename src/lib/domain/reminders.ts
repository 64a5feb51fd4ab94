import type { ReminderOffset } from '../contracts/reminder.ts';
import type { TaskStatus } from '../contracts/task.ts';
import { isOpenStatus } from '../planning/open-status.ts';

interface Dates {
  dueDate: Date | null;
  scheduledFor: Date | null;
}

/** When someone is to be reminded; null when the task has not the date it depends on. */
export function reminderTime(
  { at, before }: { at: Date | null; before: ReminderOffset | null },
  { dueDate, scheduledFor }: Dates,
): Date | null {
  if (!before) return at;
  const date = before.of === 'due' ? dueDate : scheduledFor;
  return date && new Date(date.getTime() - before.minutes * 60_000);
}

/** Nobody is reminded of what is done or gone. */
export const isOpen = ({ status, deletedAt }: { status: TaskStatus; deletedAt: Date | string | null }): boolean =>
  deletedAt === null && isOpenStatus(status);

const tolerated = 5;

/** `2 h late`, for what comes later than it should; empty within five minutes. */
export function lateWords(wanted: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - wanted.getTime()) / 60_000);
  if (minutes < tolerated) return '';
  if (minutes < 60) return `${minutes} min late`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h late`;
  return `${Math.floor(minutes / (24 * 60))} days late`;
}
