import { z } from 'zod';
import { instantThere } from '../../lib/client/local-time.ts';
import type { ReminderOffset, SetReminderRequest } from '../../lib/contracts/reminder.ts';

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
