import { formatTime, isoDay } from '../../../lib/client/format.ts';
import type { Recurrence } from '../../../lib/contracts/recurrence.ts';
import { weekdayNames, type WeekdayName } from '../../../lib/contracts/weekdays.ts';
import { recurrenceWords } from '../../../lib/domain/recurrence/recurrence-words.ts';

interface Repetition {
  value: string;
  label: string;
  rule: Recurrence | null;
}

/**
 * The rules a person may choose for a task that is due at an instant: on that weekday, on that day of the month; and the
 * rule it has, however it was made.
 */
export function repetitionChoices(
  current: Recurrence | null,
  due: string,
  zone: string,
): { choices: Repetition[]; chosen: string } {
  const day = isoDay(due, zone);
  const weekday = weekdayNames[new Date(`${day}T00:00:00Z`).getUTCDay()] as WeekdayName;
  const plain = {
    interval: 1,
    weekdays: [],
    monthDay: null,
    until: null,
    count: null,
    zone,
    time: formatTime(due, zone),
  };
  const usual: Recurrence[] = [
    { ...plain, frequency: 'daily' },
    { ...plain, frequency: 'weekdays' },
    { ...plain, frequency: 'weekly', weekdays: [weekday] },
    { ...plain, frequency: 'weekly', weekdays: [weekday], interval: 2 },
    { ...plain, frequency: 'monthly', monthDay: Number(day.slice(8)) },
    { ...plain, frequency: 'monthly', monthDay: 'last' },
  ];
  const known = usual.find((rule) => current && sameDays(rule, current));
  const rules = current ? [...usual.filter((rule) => rule !== known), current] : usual;
  const choices = rules.map((rule) => ({ value: recurrenceWords(rule), label: recurrenceWords(rule), rule }));
  const never = { value: '', label: 'Never', rule: null };
  return { choices: [never, ...choices], chosen: current ? recurrenceWords(current) : '' };
}

const sameDays = (one: Recurrence, other: Recurrence) => recurrenceWords(one) === recurrenceWords(other);
