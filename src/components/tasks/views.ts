import { addDays } from '../../lib/domain/day-bounds.ts';
import { calendarDates, type CalendarDate } from '../../lib/contracts/task-views.ts';

/** The ways to look at tasks, by what the address says. */
export const taskViews = { list: 'List', board: 'Board', calendar: 'Calendar', timeline: 'Timeline' } as const;
export type TaskView = keyof typeof taskViews;

const isView = (word: string | null | undefined): word is TaskView => Object.hasOwn(taskViews, word ?? '');

/** The view the address names, else the one looked at last. */
export const viewOf = (given: string | null, remembered: string | undefined): TaskView =>
  [given, remembered].find(isView) ?? 'list';

export const spans = { month: 'Month', week: 'Week' } as const;
export type Span = keyof typeof spans;

/** How much of a timeline is shown: by days, weeks or months. */
export const zooms = { day: 'Days', week: 'Weeks', month: 'Months' } as const;
export type Zoom = keyof typeof zooms;
/** So many days each shows, and so many a step to earlier or later goes. */
export const zoomDays: Record<Zoom, number> = { day: 14, week: 84, month: 364 };

const one = <Word extends string>(words: readonly Word[], given: string | null, standard: Word): Word =>
  words.find((word) => word === given) ?? standard;

/** A day such as `2026-12-15`, in the calendar and near enough to reckon with; else `today`. */
export function dayOf(given: string | null, today: string): string {
  if (!given || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(given)) return today;
  const time = Date.parse(`${given}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given ? today : given;
}

/** 0 for Monday to 6 for Sunday. */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
export const mondayOf = (day: string): string => addDays(day, -weekday(day));

/** The first of the month so many months away. */
export function monthsFrom(day: string, count: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

export interface CalendarPlace {
  /** The day one looks at; its week is what small screens show. */
  day: string;
  span: Span;
  by: CalendarDate;
  /** The first day shown, a Monday, and how many are. */
  from: string;
  days: number;
}

/** What a calendar shows, by the address. Whole weeks from Monday to Sunday. */
export function calendarPlace(values: URLSearchParams, today: string): CalendarPlace {
  const day = dayOf(values.get('day'), today);
  const span = one(['month', 'week'], values.get('span'), 'month');
  const by = one(calendarDates, values.get('by'), 'due');
  if (span === 'week') return { day, span, by, from: mondayOf(day), days: 7 };
  const from = mondayOf(monthsFrom(day, 0));
  const end = addDays(mondayOf(addDays(monthsFrom(day, 1), -1)), 7);
  return { day, span, by, from, days: (Date.parse(end) - Date.parse(from)) / 86_400_000 };
}

export interface TimelinePlace {
  zoom: Zoom;
  from: string;
  days: number;
}

/** What a timeline shows, by the address: from a Monday, by default a little of what is past. */
export function timelinePlace(values: URLSearchParams, today: string): TimelinePlace {
  const zoom = one(['day', 'week', 'month'], values.get('zoom'), 'week');
  const before = zoom === 'month' ? 28 : zoom === 'week' ? 7 : 0;
  const from = mondayOf(dayOf(values.get('day'), addDays(today, -before)));
  return { zoom, from, days: zoomDays[zoom] };
}

/** The address of a view: the filters, and where in it one is. */
export function viewHref(filters: Record<string, string>, more: Record<string, string>): string {
  return `/app/tasks?${new URLSearchParams({ ...filters, ...more })}`;
}
