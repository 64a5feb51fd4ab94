import { daysBetween, inZone, type ZonedTime } from '../../../lib/client/format.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { WorkingCalendar } from '../../../lib/planning/calendar.ts';

/** One calendar day of the axis. */
export interface ScaleDay {
  /** Day of the month. */
  day: number;
  month: number;
  /** 0 is Sunday. */
  weekday: number;
  /** No work is done: a weekend or a holiday. */
  off: boolean;
  today: boolean;
  x: number;
}

/** Days side by side, all as wide. */
export interface DayAxis {
  width: number;
  columnWidth: number;
  days: ScaleDay[];
  /** Where an instant lies, in the drawing's units; outside the range it stays at its edge. */
  x(instant: string | number): number;
}

export interface TimeScale extends DayAxis {
  /** Adds working minutes, eight hours a working day, and says where that lies: how far a step may slip. */
  slip(instant: string, minutes: number): number;
}

const minDays = 7;
const maxDays = 366;
/** A due date further off than this many times the plan's days would squeeze its bars: it stays in words only. */
const dueReach = 2;
/** The part of a day a column stands for; work outside it is drawn at its edge. */
const dayBegins = 8 * 60;
const dayEnds = 18 * 60;
const workday = 480;

/** When work is done, as far as an axis of days tells. */
export type WorkingDays = Pick<WorkingCalendar, 'days' | 'holidays'>;

const isOff = (date: Date, calendar: WorkingDays | null): boolean => {
  const weekday = date.getUTCDay();
  if (!calendar) return weekday === 0 || weekday === 6;
  return calendar.days[weekday]?.length === 0 || calendar.holidays.includes(date.toISOString().slice(0, 10));
};
const withinDay = ({ minute }: ZonedTime) => Math.min(1, Math.max(0, (minute - dayBegins) / (dayEnds - dayBegins)));

/** An axis of `count` days that begins with the day of `first`, in units of which a day is `columnWidth` wide. */
export function dayAxis(
  { first, count, columnWidth }: { first: string | number; count: number; columnWidth: number },
  zone: string,
  now: string,
  calendar: WorkingDays | null = null,
): DayAxis {
  const width = count * columnWidth;
  const origin = inZone(first, zone);
  const start = Date.UTC(origin.year, origin.month - 1, origin.day);
  const days = Array.from({ length: count }, (_, index): ScaleDay => {
    const date = new Date(start + index * 86_400_000);
    const weekday = date.getUTCDay();
    return {
      day: date.getUTCDate(),
      month: date.getUTCMonth() + 1,
      weekday,
      off: isOff(date, calendar),
      today: daysBetween(now, first, zone) + index === 0,
      x: index * columnWidth,
    };
  });
  const x = (instant: string | number) => {
    const place = (daysBetween(first, instant, zone) + withinDay(inZone(instant, zone))) * columnWidth;
    return Math.min(width, Math.max(0, place));
  };
  return { width, columnWidth, days, x };
}

/**
 * The axis of a plan's timeline: from the day it starts (or today, if that is sooner) to the day it ends, or is due when
 * that is near.
 * `width` is shared out among the days; a column is 40 units at most.
 */
export function timeScale(
  task: Pick<Task, 'aiGenerated' | 'dueDate'>,
  zone: string,
  now: string,
  { width = 400, calendar = null }: { width?: number; calendar?: WorkingDays | null } = {},
): TimeScale {
  const steps = task.aiGenerated?.subtasks ?? [];
  const starts = steps.flatMap((step) => step.startedAt ?? step.scheduledStart ?? []);
  const ends = steps.flatMap((step) => step.scheduledEnd ?? step.completedAt ?? []);
  const started = starts.reduce((a, b) => (a < b ? a : b), starts[0] ?? now);
  const first = Math.abs(daysBetween(started, now, zone)) <= 3 && now < started ? now : started;
  const countTo = (instant: string) => Math.max(minDays, daysBetween(first, instant, zone) + 1);
  const planned = countTo(ends.reduce((a, b) => (a > b ? a : b), first));
  const due = task.dueDate ? countTo(task.dueDate) : 0;
  const count = Math.min(maxDays, due <= dueReach * planned ? Math.max(planned, due) : planned);
  const columnWidth = Math.min(40, width / count);
  const columns = Math.max(count, Math.floor(width / columnWidth));
  const axis = dayAxis({ first, count: columns, columnWidth }, zone, now, calendar);
  const slip = (instant: string, minutes: number) => {
    const at = inZone(instant, zone);
    let column = daysBetween(first, instant, zone);
    let place = withinDay(at) + minutes / workday;
    while (place > 1 && column < columns) {
      column += 1;
      if (!axis.days[column]?.off) place -= 1;
    }
    return Math.min(width, Math.max(0, (column + Math.min(1, place)) * columnWidth));
  };
  return { ...axis, width, slip };
}
