import { z } from 'zod';
import { formatDay, formatTime } from '../../lib/client/format.ts';
import { instantThere } from '../../lib/client/local-time.ts';
import type { Reminder, ReminderOffset, SetReminderRequest } from '../../lib/contracts/reminder.ts';

const units = { minutes: 1, hours: 60, days: 24 * 60 } as const;
export type Unit = keyof typeof units;
const unitNames = Object.keys(units) as [Unit, ...Unit[]];

/** The form “Remind me” as it is posted: which choice, and what the choices “at a time” and “earlier” go by. */
export const reminderForm = z.object({
  intent: z.literal('reminder'),
  when: z.string().max(20),
  at: z.string().max(30).default(''),
  amount: z.string().max(6).default(''),
  unit: z.enum(unitNames).default('minutes'),
  of: z.enum(['due', 'start']).default('due'),
});
export type ReminderFormValues = z.output<typeof reminderForm>;

/** What the form asks for: null takes the reminder away, undefined is nothing that can be understood. */
export function reminderRequest(
  { when, at, amount, unit, of }: ReminderFormValues,
  zone: string,
): SetReminderRequest | null | undefined {
  if (when === '') return null;
  if (when === 'at') {
    const instant = instantThere(at, zone);
    return instant === null ? undefined : { at: instant };
  }
  const [date, minutes] = when === 'earlier' ? [of, Number(amount) * units[unit]] : split(when);
  if (!Number.isInteger(minutes) || minutes < 0 || (when === 'earlier' && amount.trim() === '')) return undefined;
  return { before: { of: date, minutes } };
}

function split(when: string): [ReminderOffset['of'], number] {
  const [of, minutes] = when.split(':');
  return [of === 'start' ? 'start' : 'due', Number(minutes ?? Number.NaN)];
}

/** Offsets that can be chosen at once, in minutes. */
export const usualOffsets = [0, 10, 60, 24 * 60] as const;

const offsetWords = (minutes: number): string => {
  const days = minutes / (24 * 60);
  if (Number.isInteger(days)) return days === 1 ? '1 day' : `${days} days`;
  const hours = minutes / 60;
  if (Number.isInteger(hours)) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${minutes} min`;
};

/** `1 hour before it is due` */
export const beforeWords = ({ of, minutes }: ReminderOffset): string => {
  const date = of === 'due' ? 'it is due' : 'it starts';
  return minutes === 0 ? `when ${date}` : `${offsetWords(minutes)} before ${date}`;
};

/** `1 hour before it is due, Fri 27 Nov 08:00` */
export function reminderWords({ at, before, remindedAt }: Reminder, zone: string, now: string): string {
  const time = (instant: string) => `${formatDay(instant, zone, now)} ${formatTime(instant, zone)}`;
  if (remindedAt) return `Reminded ${time(remindedAt)}`;
  if (!before) return at ? time(at) : 'never';
  return at ? `${beforeWords(before)}, ${time(at)}` : `${beforeWords(before)}, once it has that date`;
}
