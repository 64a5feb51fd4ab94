import { z } from 'zod';
import { weekdayNames } from './weekdays.ts';

const known = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** An IANA time zone. */
export const timeZone = z.string().max(60).refine(known, 'must be a time zone such as Europe/Berlin');

/** When a task comes again. */
export const recurrence = z
  .strictObject({
    frequency: z.enum(['daily', 'weekdays', 'weekly', 'monthly']).describe('weekdays: Monday to Friday.'),
    interval: z.int().min(1).max(99).default(1).describe('Every so many days, weeks or months.'),
    weekdays: z.array(z.enum(weekdayNames)).max(7).default([]).describe('With weekly: at least one.'),
    monthDay: z
      .union([z.int().min(1).max(31), z.literal('last')])
      .nullable()
      .default(null)
      .describe('With monthly. A day the month does not have is its last one.'),
    until: z.iso.date().nullable().default(null).describe('The last day on which it may come, in its zone.'),
    count: z.int().min(1).max(999).nullable().default(null).describe('So many times in all.'),
    time: z.iso
      .time({ precision: -1 })
      .default('17:30')
      .describe('The time of day it is due, in its zone, whatever its clocks do.'),
    zone: timeZone.default('UTC'),
  })
  .refine(({ frequency, weekdays }) => frequency !== 'weekly' || weekdays.length > 0, {
    error: 'name at least one day of the week',
    path: ['weekdays'],
  })
  .refine(({ frequency, monthDay }) => frequency !== 'monthly' || monthDay !== null, {
    error: 'name the day of the month',
    path: ['monthDay'],
  })
  .meta({ id: 'Recurrence' });
export type Recurrence = z.infer<typeof recurrence>;
