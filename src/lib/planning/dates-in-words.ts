/** Calendar days as people write them, in English. Days are counted from 1970-01-01, so that arithmetic is plain. */

export interface DateContext {
  /** The local day it is today. */
  today: number;
  /** The word before the date: before, by, until, in, on … ('' for none). */
  cue: string;
}

export interface DatePattern {
  source: string;
  /** The deadline the match means, null when there is no such day. */
  resolve(match: readonly (string | undefined)[], context: DateContext): number | null;
  /** Understood as a deadline even without a word such as "by" before it. */
  alone?: boolean;
  /** Names a month or a quarter: "on Q3" and "for March" are then about it, not due in it. */
  span?: boolean;
}

const DAY = 86_400_000;
const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const weekdays =
  'sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?';
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const numberWords = ['a', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const dayOfMonth = String.raw`(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?\d{1,2}(?:st|nd|rd|th)?)?`;
const year = String.raw`(?:,?\s+(20\d\d))?`;
const period = 'week|month|quarter|year';

/** Tried in this order at each place of the text; the longest match wins. */
export const DATE_PATTERNS: readonly DatePattern[] = [
  {
    source: String.raw`(20\d\d)-(\d\d)-(\d\d)`,
    alone: true,
    resolve: ([, y, m, d]) => day(Number(y), Number(m) - 1, Number(d)),
  },
  {
    source: String.raw`(\d{1,2})\.(\d{1,2})\.(20\d\d)?`,
    resolve: ([, d, m, y], { today }) => dayIn(y, Number(m) - 1, Number(d), today),
  },
  {
    source: `${dayOfMonth}\\s+(?:of\\s+)?(${months})${year}`,
    resolve: ([, d, m, y], { today }) => dayIn(y, monthIndex(m!), Number(d), today),
  },
  {
    source: `(${months})\\.?\\s+${dayOfMonth}${year}`,
    resolve: ([, m, d, y], { today }) => dayIn(y, monthIndex(m!), Number(d), today),
  },
  {
    source: `(early|mid|late|the\\s+(?:end|start|beginning|middle)\\s+of|(?:end|start|beginning|middle)\\s+of)[\\s-]+(${months})${year}`,
    alone: true,
    resolve: ([, part, m, y], { today }) => partOfMonth(part!, monthIndex(m!), y, today),
  },
  {
    source: `(${months})(?:\\s+(20\\d\\d))?`,
    span: true,
    resolve: ([, m, y], { today, cue }) => {
      const last = partOfMonth('end', monthIndex(m!), y, today);
      return last !== null && isLimit(cue) ? boundary(startOfMonth(last), cue) : last;
    },
  },
  {
    source: `((?:the\\s+)?(?:end|close)\\s+of\\s+)?(?:the\\s+)?q([1-4])${year}`,
    span: true,
    resolve: ([, end, quarter, y], { today, cue }) => {
      const last = endOfQuarter(Number(quarter) - 1, y, today);
      return !end && isLimit(cue) ? boundary(startOfMonth(last, -2), cue) : last;
    },
  },
  {
    source: 'today|tonight|eod|(?:the\\s+)?end\\s+of\\s+(?:the\\s+)?day',
    alone: true,
    resolve: (_, { today }) => today,
  },
  { source: 'tomorrow', alone: true, resolve: (_, { today }) => today + 1 },
  {
    source: `(?:the\\s+)?end\\s+of\\s+(the\\s+|this\\s+|next\\s+)?(${period})`,
    alone: true,
    resolve: ([, which, unit], { today }) => endOfPeriod(unit!, /next/i.test(which ?? ''), today),
  },
  {
    source: `(this|next)\\s+(${period})`,
    alone: true,
    resolve: ([, which, unit], { today }) => endOfPeriod(unit!, which!.toLowerCase() === 'next', today),
  },
  {
    source: 'eo([wmqy])',
    alone: true,
    resolve: ([, unit], { today }) =>
      endOfPeriod({ w: 'week', m: 'month', q: 'quarter', y: 'year' }[unit!.toLowerCase()]!, false, today),
  },
  { source: '(?:the\\s+)?year[\\s-]end', alone: true, resolve: (_, { today }) => endOfPeriod('year', false, today) },
  {
    source: `(this\\s+|next\\s+)?(${weekdays})`,
    resolve: ([, which, name], { today }) =>
      nextWeekday(weekdayIndex(name!), (which ?? '').trim().toLowerCase(), today),
  },
  {
    source: `(\\d{1,3}|${numberWords.join('|')})\\s+((?:working\\s+|business\\s+)?days?|weeks?|fortnights?|months?)`,
    resolve: ([, count, unit], { today, cue }) => (/^(?:in|within)$/.test(cue) ? inFuture(count!, unit!, today) : null),
  },
  { source: 'christmas(?:\\s+eve)?', resolve: (_, { today }) => dayIn(undefined, 11, 24, today) },
];

function day(y: number, m: number, d: number): number | null {
  const date = new Date(Date.UTC(y, m, d));
  return date.getUTCMonth() === m && date.getUTCDate() === d ? date.getTime() / DAY : null;
}

function partsOf(when: number): { y: number; m: number; weekday: number } {
  const date = new Date(when * DAY);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth(), weekday: date.getUTCDay() };
}

/** A day of a year that is named, else the next such day from today on (29 February may be years away). */
function dayIn(y: string | undefined, m: number, d: number, today: number): number | null {
  if (y !== undefined) return day(Number(y), m, d);
  const first = partsOf(today).y;
  for (let candidate = first; candidate < first + 9; candidate++) {
    const found = day(candidate, m, d);
    if (found !== null && found >= today) return found;
  }
  return null;
}

function partOfMonth(part: string, m: number, y: string | undefined, today: number): number | null {
  const word = part.toLowerCase();
  if (/early|start|beginning/.test(word)) return dayIn(y, m, 7, today);
  if (word.includes('mid')) return dayIn(y, m, 15, today);
  const first = partsOf(today).y;
  const ends = y !== undefined ? [Number(y)] : [first, first + 1];
  return (
    ends.map((candidate) => Date.UTC(candidate, m + 1, 0) / DAY).find((end) => y !== undefined || end >= today) ?? null
  );
}

function endOfQuarter(quarter: number, y: string | undefined, today: number): number {
  const first = y === undefined ? partsOf(today).y : Number(y);
  const end = Date.UTC(first, quarter * 3 + 3, 0) / DAY;
  return y === undefined && end < today ? Date.UTC(first + 1, quarter * 3 + 3, 0) / DAY : end;
}

function endOfPeriod(unit: string, next: boolean, today: number): number {
  const { y, m, weekday } = partsOf(today);
  const step = next ? 1 : 0;
  switch (unit.toLowerCase()) {
    case 'week':
      // The working week: its Friday, counted from Monday on.
      return today - ((weekday + 6) % 7) + 4 + 7 * step;
    case 'month':
      return Date.UTC(y, m + 1 + step, 0) / DAY;
    case 'quarter':
      return Date.UTC(y, Math.floor(m / 3) * 3 + 3 + 3 * step, 0) / DAY;
    default:
      return Date.UTC(y + step, 12, 0) / DAY;
  }
}

/** "Friday" is the next one, today included; "next Friday" the one of next week (weeks begin on Monday). */
function nextWeekday(weekday: number, which: string, today: number): number {
  const sinceMonday = (partsOf(today).weekday + 6) % 7;
  if (which === 'next') return today - sinceMonday + 7 + ((weekday + 6) % 7);
  return today + ((weekday - partsOf(today).weekday + 7) % 7);
}

function inFuture(count: string, unit: string, today: number): number {
  const word = numberWords.indexOf(count.toLowerCase());
  const n = word >= 0 ? word + 1 : Number(count);
  if (/month/i.test(unit)) {
    const { y, m } = partsOf(today);
    const sameDay = today - Date.UTC(y, m, 1) / DAY;
    return Math.min(Date.UTC(y, m + n, 1) / DAY + sameDay, Date.UTC(y, m + n + 1, 0) / DAY);
  }
  if (/fortnight/i.test(unit)) return today + 14 * n;
  if (/week/i.test(unit)) return today + 7 * n;
  return /working|business/i.test(unit)
    ? today + n + 2 * Math.floor((((partsOf(today).weekday + 6) % 7) + n) / 5)
    : today + n;
}

function startOfMonth(when: number, shift = 0): number {
  const { y, m } = partsOf(when);
  return Date.UTC(y, m + shift, 1) / DAY;
}

/** "by March" and "until Q2" end where the period begins, the cautious reading. */
function isLimit(cue: string): boolean {
  return /^(?:before|by|until|till|ahead of|prior to|no later than|not later than)$/.test(cue);
}

function boundary(first: number, cue: string): number {
  return /before|prior|ahead/.test(cue) ? first - 1 : first;
}

function monthIndex(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase());
}

function weekdayIndex(name: string): number {
  return weekdayNames.indexOf(name.slice(0, 3).toLowerCase());
}
