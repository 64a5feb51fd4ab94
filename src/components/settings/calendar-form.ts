import { z } from 'zod';
import { updateCompanySettingsRequest } from '../../lib/contracts/company-settings.ts';
import { weekdayNames, type WeekdayName } from '../../lib/contracts/weekdays.ts';
import type { CompanyCalendar, WorkingHours } from '../../lib/contracts/working-calendar.ts';

export const weekdayLabels: Record<WeekdayName, string> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

/** `09:00–12:30, 13:00–17:30`; empty for a day without work. */
export const hoursText = (windows: readonly WorkingHours[]): string =>
  windows.map(({ start, end }) => `${start}–${end}`).join(', ');

/** Minutes of work on a day. */
export const minutesOfDay = (windows: readonly WorkingHours[]): number =>
  windows.reduce((sum, { start, end }) => sum + minuteOf(end) - minuteOf(start), 0);

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const time = /^(\d{1,2})(?:[:.h](\d{2}))?$/;

/** `9`, `9:30` or `09.30` as `09:30`; null for anything else. */
function readTime(text: string): string | null {
  const [, hours, minutes = '00'] = time.exec(text.trim()) ?? [];
  return hours === undefined ? null : `${hours.padStart(2, '0')}:${minutes}`;
}

/** Working hours as people write them: `9-12:30, 13:00–17:30`. */
export const hoursField = z
  .string()
  .max(200)
  .default('')
  .transform((text, context): WorkingHours[] => {
    const parts = text.split(/[,;]|\band\b/).filter((part) => part.trim() !== '');
    return parts.map((part) => {
      const [start, end, ...more] = part.split(/[-–—]|\bto\b/).map(readTime);
      if (start && end && more.length === 0) return { start, end };
      context.addIssue('must be times such as 09:00–12:30, 13:00–17:30');
      return z.NEVER;
    });
  });

type Posted = z.input<typeof updateCompanySettingsRequest>;

/** The hours form as a browser posts it, in the contract's shape. */
export const hoursForm = z
  .object({ timeZone: z.string().default(''), ...Object.fromEntries(weekdayNames.map((name) => [name, hoursField])) })
  .transform(({ timeZone, ...days }): Posted => ({ calendar: { timeZone: timeZone || null, days } }))
  .pipe(updateCompanySettingsRequest);

export const hoursValues = ({ timeZone, days }: CompanyCalendar): Record<string, string> => ({
  timeZone: timeZone ?? '',
  ...Object.fromEntries(weekdayNames.map((name) => [name, hoursText(days[name])])),
});

/** Where an error of the contract stands in the form: `calendar.days.monday.0.end` at `monday`. */
export const hoursFieldOf = (path: string): string => path.replace(/^calendar\.(?:days\.)?/, '').replace(/\..*$/, '');
