import type { Reminder } from '../../../lib/contracts/reminder.ts';
import { reminderTime } from '../../../lib/domain/reminders.ts';
import type { ReminderRecord, TaskRecord } from '../../records/index.ts';

/** A reminder as the API shows it, by the dates its task has now. */
export const presentReminder = (record: ReminderRecord, task: TaskRecord): Reminder => ({
  at: reminderTime(record, task)?.toISOString() ?? null,
  before: record.before,
  remindedAt: record.remindedAt?.toISOString() ?? null,
});
