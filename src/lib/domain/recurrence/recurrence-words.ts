import type { Recurrence } from '../../contracts/recurrence.ts';
import { weekdayNames } from '../../contracts/weekdays.ts';

const units = { daily: 'day', weekly: 'week', monthly: 'month' } as const;
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A rule as people say it: `Every 2 weeks on Monday and Friday, until 2026-12-31`. */
export function recurrenceWords(rule: Recurrence): string {
  const ends = [
    ...(rule.until === null ? [] : [`until ${rule.until}`]),
    ...(rule.count === null ? [] : [rule.count === 1 ? 'once' : `${rule.count} times`]),
  ];
  return [pace(rule), ...ends].join(', ');
}

function pace({ frequency, interval, weekdays, monthDay }: Recurrence): string {
  if (frequency === 'weekdays') return 'Every weekday';
  const every = interval === 1 ? `Every ${units[frequency]}` : `Every ${interval} ${units[frequency]}s`;
  if (frequency === 'daily') return every;
  if (frequency === 'monthly') return `${every} on the ${monthDay === 'last' ? 'last day' : `${monthDay}.`}`;
  const days = weekdayNames.filter((name) => weekdays.includes(name));
  return `${every} on ${listed([...days.filter((name) => name !== 'sunday'), ...days.filter((name) => name === 'sunday')].map(capital))}`;
}
