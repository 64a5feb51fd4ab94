import type { ReminderOffset } from '../../lib/contracts/reminder.ts';

/** A member's reminder of a task: one for each. */
export interface ReminderRecord {
  id: string;
  taskId: string;
  /** Of a task that comes again: the reminder goes on to the next one. */
  seriesId: string | null;
  member: string;
  /** A fixed time; null when it depends on a date of the task. */
  at: Date | null;
  before: ReminderOffset | null;
  /** When it is due next, or null when it is not to come. */
  fireAt: Date | null;
  /** Since when it is known that it is due at `fireAt`: one cannot be late for what was already past then. */
  knownAt: Date;
  remindedAt: Date | null;
}
