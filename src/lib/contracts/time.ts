import { z } from 'zod';
import { id, instant, memberRef, minutes, page, pageQuery } from './common.ts';

export const timeSources = ['timer', 'hand'] as const;
const note = z.string().trim().max(500, 'must have at most 500 characters');

/** Time someone spent on a task, or on a step of its plan. */
export const timeEntry = z
  .object({
    id,
    taskId: id,
    subtaskId: id.nullable().describe('The step of the plan it was spent on; null for the task as a whole.'),
    userId: id,
    member: memberRef.nullable(),
    minutes,
    at: instant.describe('When the work began.'),
    note: z.string(),
    source: z.enum(timeSources),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'TimeEntry' });
export type TimeEntry = z.infer<typeof timeEntry>;

export const listTimeQuery = pageQuery(['at'], '-at').omit({ q: true });
export type ListTimeQuery = z.infer<typeof listTimeQuery>;
export const timePage = page(timeEntry);

export const createTimeRequest = z
  .strictObject({
    minutes,
    subtaskId: id.nullable().default(null),
    at: instant.optional().describe('Absent: so long ago as it took.'),
    note: note.default(''),
  })
  .meta({ id: 'CreateTimeRequest' });
export type CreateTimeRequest = z.infer<typeof createTimeRequest>;

export const updateTimeRequest = z
  .strictObject({ minutes, at: instant, note })
  .partial()
  .meta({ id: 'UpdateTimeRequest' });
export type UpdateTimeRequest = z.infer<typeof updateTimeRequest>;

const named = z.object({ id, title: z.string() });

/** The one timer a member has running. */
export const timer = z.object({ task: named, step: named.nullable(), startedAt: instant }).meta({ id: 'Timer' });
export type Timer = z.infer<typeof timer>;

export const startTimerRequest = z
  .strictObject({ taskId: id, subtaskId: id.nullable().default(null) })
  .meta({ id: 'StartTimerRequest' });
export type StartTimerRequest = z.infer<typeof startTimerRequest>;

/** A timer that ran so long was forgotten: whoever stops it says how much of it was work. */
export const longestTimerHours = 10;

export const stopTimerQuery = z.object({
  minutes: z.coerce
    .number()
    .int()
    .min(0)
    .max(4800)
    .optional()
    .describe(`To be noted in place of the time that passed, 0 for nothing. Needed after ${longestTimerHours} hours.`),
});
export type StopTimerQuery = z.infer<typeof stopTimerQuery>;

export const startedTimer = z.object({
  timer,
  stopped: timeEntry.nullable().describe('What was noted for the timer that ran before.'),
});
export const stoppedTimer = z.object({
  entry: timeEntry.nullable().describe('What was noted; null for less than half a minute, or when the task is gone.'),
});
