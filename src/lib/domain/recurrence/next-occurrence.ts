import type { Recurrence } from '../../contracts/recurrence.ts';
import { weekdayNames } from '../../contracts/weekdays.ts';
import { DAY, MINUTE, instantOf, wallOf } from '../../planning/zoned-time.ts';

/*
 * Own rules rather than an RRULE library: `rrule` reckons in UTC dates, leaves the zone to its caller and skips
 * months without a 31st. These four rules are what people choose, on the zoned time the plans use.
 */

/**
 * When a rule comes again: the first of its days after `last` whose instant lies after `now`, so that what was missed
 * is not caught up with. The time of day is the rule's in its zone on both sides of a clock change; an hour that is
 * skipped becomes the moment of the change. Null when the rule ends before.
 * @param last the date of the occurrence before
 */
export function nextOccurrence(rule: Recurrence, last: Date, now: Date): Date | null {
  const first = Math.floor(wallOf(rule.zone, last.getTime()) / DAY);
  const end = rule.until === null ? Infinity : Date.parse(rule.until) / DAY;
  for (const day of daysAfter(rule, first, Math.floor(wallOf(rule.zone, now.getTime()) / DAY))) {
    if (day > end) return null;
    const instant = instantOf(rule.zone, day * DAY + minutesOf(rule.time) * MINUTE);
    if (instant > now.getTime()) return new Date(instant);
  }
  return null;
}

const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** No rule of ours waits longer than 99 months, four years of days at a time. */
const mostTries = 10_000;

/** The rule's days after `first`, beginning near `today`. Days are counted from 1970-01-01. */
function* daysAfter(rule: Recurrence, first: number, today: number): Generator<number> {
  switch (rule.frequency) {
    case 'daily': {
      const skipped = Math.max(0, Math.floor((today - first - 1) / rule.interval));
      for (let k = skipped + 1; k < skipped + mostTries; k += 1) yield first + k * rule.interval;
      return;
    }
    case 'weekdays':
      yield* from(Math.max(first + 1, today), (day) => !['saturday', 'sunday'].includes(weekdayOf(day)));
      return;
    case 'weekly': {
      const wanted = new Set(rule.weekdays);
      const week = weekOf(first);
      yield* from(
        Math.max(first + 1, today),
        (day) => (weekOf(day) - week) % rule.interval === 0 && wanted.has(weekdayOf(day)),
      );
      return;
    }
    case 'monthly':
      yield* monthDays(rule, first, today);
  }
}

function* from(start: number, fits: (day: number) => boolean): Generator<number> {
  for (let day = start; day < start + mostTries; day += 1) if (fits(day)) yield day;
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => weekdayNames[(((day + 4) % 7) + 7) % 7]!;
/** Weeks begin on Monday. */
const weekOf = (day: number) => Math.floor((day + 3) / 7);

function* monthDays({ monthDay, interval }: Recurrence, first: number, today: number): Generator<number> {
  const month = monthOf(first);
  const skipped = Math.max(0, Math.floor((monthOf(today) - month - 1) / interval));
  for (let k = skipped; k < skipped + mostTries; k += 1) {
    const lastDay = Date.UTC(1970, month + k * interval + 1, 0) / DAY;
    const wanted =
      monthDay === 'last' || monthDay === null ? lastDay : Date.UTC(1970, month + k * interval, monthDay) / DAY;
    const day = Math.min(wanted, lastDay);
    if (day > first) yield day;
  }
}

/** Months since January 1970. */
const monthOf = (day: number): number => {
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
};
