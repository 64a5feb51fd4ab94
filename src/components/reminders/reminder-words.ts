import { formatDay, formatTime } from '../../lib/client/format.ts';
import type { Reminder, ReminderOffset } from '../../lib/contracts/reminder.ts';

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
