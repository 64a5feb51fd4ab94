import { z } from 'zod';
import { instant } from './common.ts';

const mostMinutes = 366 * 24 * 60;

/** A time before one of a task's dates: the reminder moves with that date. */
export const reminderOffset = z
  .strictObject({
    of: z.enum(['due', 'start']).describe('`dueDate` or `scheduledFor`.'),
    minutes: z.int().min(0).max(mostMinutes),
  })
  .meta({ id: 'ReminderOffset' });
export type ReminderOffset = z.infer<typeof reminderOffset>;

/** When the caller is reminded of a task. */
export const reminder = z
  .object({
    at: instant.nullable().describe('Null when the task has lost the date it depends on.'),
    before: reminderOffset.nullable().describe('Null for a fixed time.'),
    remindedAt: instant.nullable().describe('When the caller was reminded; null as long as that is to come.'),
  })
  .meta({ id: 'Reminder' });
export type Reminder = z.infer<typeof reminder>;

export const setReminderRequest = z
  .union([z.strictObject({ at: instant }), z.strictObject({ before: reminderOffset })])
  .meta({ id: 'SetReminderRequest' });
export type SetReminderRequest = z.infer<typeof setReminderRequest>;
