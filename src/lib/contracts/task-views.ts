import { z } from 'zod';
import { correction, id, instant, memberRef, page, version } from './common.ts';
import { timeZone } from './recurrence.ts';
import { listTasksQuery, taskPriority, taskStatus } from './task.ts';

/** A task as boards, calendars and timelines draw it: its plan in figures rather than step by step. */
export const taskCard = z
  .object({
    id,
    title: z.string(),
    status: taskStatus,
    priority: taskPriority,
    dueDate: instant.nullable(),
    scheduledFor: instant.nullable(),
    completedAt: instant.nullable(),
    assignee: memberRef.nullable(),
    parent: z.object({ id, title: z.string() }).nullable(),
    plan: z
      .object({
        steps: z.int().describe('Those that are not cancelled.'),
        done: z.int(),
        minutes: z.int(),
        confidence: z.number(),
        generatedBy: z.string(),
        start: instant.nullable(),
        end: instant.nullable(),
      })
      .nullable(),
    deletedAt: instant.nullable(),
    version,
  })
  .meta({ id: 'TaskCard' });
export type TaskCard = z.infer<typeof taskCard>;

/** What all views of tasks can be narrowed by, but for dates: those are what a view shows. */
export const taskFilters = listTasksQuery.omit({
  limit: true,
  cursor: true,
  sort: true,
  dueBefore: true,
  dueAfter: true,
  scheduledBefore: true,
  scheduledAfter: true,
  deleted: true,
});

export const calendarDates = ['due', 'start'] as const;
export type CalendarDate = (typeof calendarDates)[number];

const day = z.iso.date();
const zone = timeZone.default('UTC').describe('Whose days are meant.');

export const taskCalendarQuery = taskFilters.extend({
  from: day.describe('The first day.'),
  days: z.coerce.number().int().min(1).max(42).default(42),
  by: z.enum(calendarDates).default('due').describe('The date that places a task: when it is due, or starts.'),
  perDay: z.coerce.number().int().min(1).max(50).default(3).describe('So many of a day are given; the first in time.'),
  zone,
});
export type TaskCalendarQuery = z.infer<typeof taskCalendarQuery>;

export const taskCalendar = z
  .object({
    days: z.array(z.object({ day, total: z.int(), tasks: z.array(taskCard) })),
    corrections: z.array(correction),
  })
  .meta({ id: 'TaskCalendar' });
export type TaskCalendar = z.infer<typeof taskCalendar>;

export const taskTimelineQuery = taskFilters.extend({
  from: day.describe('The first day.'),
  days: z.coerce.number().int().min(1).max(400).default(84),
  zone,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type TaskTimelineQuery = z.infer<typeof taskTimelineQuery>;

export const taskTimeline = page(taskCard).extend({ corrections: z.array(correction) });
export type TaskTimeline = z.infer<typeof taskTimeline>;
