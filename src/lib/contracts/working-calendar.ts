import { z } from 'zod';
import { weekdayNames, type WeekdayName } from './weekdays.ts';

/** A time of day, in hours and minutes; 24:00 is the end of the day. */
const clockTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 09:00');

const workingWindow = z
  .object({ start: clockTime, end: clockTime })
  .refine(({ start, end }) => start < end, { message: 'must end after it begins', path: ['end'] })
  .meta({ id: 'WorkingWindow' });
export type WorkingHours = z.infer<typeof workingWindow>;

/** Stretches of work in order, without overlaps; none: no work on that day. */
const workingDay = z
  .array(workingWindow)
  .max(4, 'must have at most four stretches')
  .refine((windows) => windows.every(({ start }, index) => index === 0 || windows[index - 1]!.end <= start), {
    message: 'must be in order, and not overlap',
  });

const days = z.object(
  Object.fromEntries(weekdayNames.map((name) => [name, workingDay])) as Record<WeekdayName, typeof workingDay>,
);

export const mostHolidays = 400;

const holidays = z
  .array(z.object({ date: z.iso.date('must be a date such as 2026-12-25'), name: z.string().trim().max(80) }))
  .max(mostHolidays, `must be ${mostHolidays} at most`)
  .transform((list) => [...new Map(list.map((holiday) => [holiday.date, holiday])).values()])
  .transform((list) => list.toSorted((one, other) => one.date.localeCompare(other.date)));

const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
  .nullable()
  .describe('By its IANA name. Null: that of the server (TZ).');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** When the company works: what every plan is dated by. */
export const workingCalendar = z
  .object({
    timeZone,
    days,
    holidays: z.array(z.object({ date: z.string(), name: z.string() })).describe('Days without work, in order.'),
  })
  .meta({ id: 'WorkingCalendar' });
export type CompanyCalendar = z.infer<typeof workingCalendar>;

/** A merge patch: days and holidays that are given take the place of those there are. */
export const workingCalendarPatch = z
  .strictObject({ timeZone, days: days.partial(), holidays })
  .partial()
  .meta({ id: 'WorkingCalendarPatch' });
