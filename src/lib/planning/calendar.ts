import { DAY, MINUTE, instantOf, wallOf } from './zoned-time.ts';

/** A stretch of a working day in minutes after local midnight, `start` included, `end` not. */
export interface WorkingWindow {
  start: number;
  end: number;
}

/** When work is done. Treated as a value: make a new one rather than changing one that was used. */
export interface WorkingCalendar {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Seven lists, Sunday first (as `Date.getDay` counts), each in order and without overlaps. */
  readonly days: readonly (readonly WorkingWindow[])[];
  /** Local dates without work, as `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

const officeDay: readonly WorkingWindow[] = [
  { start: 9 * 60, end: 12 * 60 + 30 },
  { start: 13 * 60, end: 17 * 60 + 30 },
];

/** Monday to Friday, 09:00–12:30 and 13:00–17:30: eight hours a day. */
export function defaultCalendar(timeZone = 'UTC', holidays: readonly string[] = []): WorkingCalendar {
  return { timeZone, days: [[], officeDay, officeDay, officeDay, officeDay, officeDay, []], holidays };
}

/** A calendar that cannot be worked with; the message says why. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
}

/** After this many days in a row without work a calendar is taken to have none at all. */
const SEARCH_DAYS = 3 * 366;

const COUNTED_DAYS = 20 * 366;

interface Span {
  start: number;
  end: number;
}

/** Per calendar: its holidays as a set and the working spans, in UTC milliseconds, of the days looked at so far. */
interface Compiled {
  holidays: ReadonlySet<string>;
  spans: Map<number, readonly Span[]>;
}

const compiledCalendars = new WeakMap<WorkingCalendar, Compiled>();

function compile(calendar: WorkingCalendar): Compiled {
  const known = compiledCalendars.get(calendar);
  if (known) return known;
  if (calendar.days.length !== 7) throw new CalendarError('A working calendar has seven days');
  for (const windows of calendar.days) {
    let last = 0;
    for (const { start, end } of windows) {
      if (!(start >= last && end > start && end <= 24 * 60)) {
        throw new CalendarError('Working hours must lie within the day, in order, and not overlap');
      }
      last = end;
    }
  }
  const compiled = { holidays: new Set(calendar.holidays), spans: new Map<number, readonly Span[]>() };
  compiledCalendars.set(calendar, compiled);
  return compiled;
}

/** The working spans of one local day, given as days since 1970-01-01. What a clock change skips is not there. */
function spansOf(calendar: WorkingCalendar, day: number): readonly Span[] {
  const { holidays, spans } = compile(calendar);
  const known = spans.get(day);
  if (known) return known;
  const midnight = day * DAY;
  const date = new Date(midnight);
  const windows = holidays.has(date.toISOString().slice(0, 10)) ? [] : calendar.days[date.getUTCDay()]!;
  const found = windows
    .map(({ start, end }) => ({
      start: instantOf(calendar.timeZone, midnight + start * MINUTE),
      end: instantOf(calendar.timeZone, midnight + end * MINUTE),
    }))
    .filter(({ start, end }) => end > start);
  spans.set(day, found);
  return found;
}

function localDay(calendar: WorkingCalendar, instant: number): number {
  return Math.floor(wallOf(calendar.timeZone, instant) / DAY);
}

/** The working spans from an instant on, forwards, or up to it, backwards; the first one is cut to it. */
function* spansFrom(calendar: WorkingCalendar, instant: number, direction: 1 | -1): Generator<Span> {
  // One day more than needed: where the clock is set back across midnight, an instant's day is lived twice.
  let day = localDay(calendar, instant) - direction;
  for (let empty = 0; empty < SEARCH_DAYS; empty++, day += direction) {
    const spans = spansOf(calendar, day);
    for (const { start, end } of direction === 1 ? spans : spans.toReversed()) {
      const span = direction === 1 ? { start: Math.max(start, instant), end } : { start, end: Math.min(end, instant) };
      if (span.end <= span.start) continue;
      empty = 0;
      yield span;
    }
  }
  throw new CalendarError('The calendar has no working time for years on end');
}

/** The instant itself when it lies in working time, else the start of the next working time. */
export function nextWorkingInstant(calendar: WorkingCalendar, instant: Date): Date {
  return addWorkingMinutes(calendar, instant, 0);
}

/**
 * The instant by which `minutes` of working time have passed since `start`. Work that fills a window to its end ends
 * there, not at the start of the next one; with 0 minutes the answer is the next instant at which work can be done.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, start: Date, minutes: number): Date {
  if (minutes < 0) return subtractWorkingMinutes(calendar, start, -minutes);
  return new Date(walk(calendar, start, minutes, 1));
}

/** The latest instant from which `minutes` of working time pass until `end`; with 0 minutes the end of the last work. */
export function subtractWorkingMinutes(calendar: WorkingCalendar, end: Date, minutes: number): Date {
  if (minutes < 0) return addWorkingMinutes(calendar, end, -minutes);
  return new Date(walk(calendar, end, minutes, -1));
}

function walk(calendar: WorkingCalendar, from: Date, minutes: number, direction: 1 | -1): number {
  let left = minutes * MINUTE;
  for (const { start, end } of spansFrom(calendar, from.getTime(), direction)) {
    if (left <= end - start) return direction === 1 ? start + left : end - left;
    left -= end - start;
  }
  throw new CalendarError('The calendar has no working time');
}

/**
 * Minutes of working time between two instants, fractions included; negative when `to` lies before `from`. Of more
 * than twenty years only the first twenty count, so that a mistyped year costs no time.
 */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  if (to < from) return -workingMinutesBetween(calendar, to, from);
  const low = from.getTime();
  const high = Math.min(to.getTime(), low + COUNTED_DAYS * DAY);
  let total = 0;
  for (let day = localDay(calendar, low) - 1; day <= localDay(calendar, high) + 1; day++) {
    for (const { start, end } of spansOf(calendar, day)) {
      total += Math.max(0, Math.min(end, high) - Math.max(start, low));
    }
  }
  return total / MINUTE;
}
