import { instantOf } from '../planning/zoned-time.ts';

/**
 * Dates and durations in words. The names are our own rather than Intl's, so that server and browser print the same
 * even when their language data differ. All instants are ISO 8601, all zones IANA names.
 */
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export interface ZonedTime {
  year: number;
  /** 1–12 */
  month: number;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Minutes since midnight. */
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const formatFor = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
};

/** What the clock and calendar in `zone` show at `instant`. */
export function inZone(instant: string | number | Date, zone: string): ZonedTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(new Date(instant))) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, minute: hour * 60 + minute };
}

/** `2026-12-15`, as date fields want it. */
export function isoDay(instant: string | number | Date, zone: string): string {
  const { year, month, day } = inZone(instant, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** When a day's work ends, 17:30 there: what a due date of that day means. Null for an empty field. */
export const endOfWorkday = (day: string, zone: string): string | null =>
  day ? new Date(instantOf(zone, Date.parse(`${day}T17:30:00Z`))).toISOString() : null;

/** When a day's work begins, 9:00 there. Null for an empty field. */
export const startOfWorkday = (day: string, zone: string): string | null =>
  day ? new Date(instantOf(zone, Date.parse(`${day}T09:00:00Z`))).toISOString() : null;

/** Days from one calendar day to another, both read in `zone`; negative when `to` lies before. */
export function daysBetween(from: string | number | Date, to: string | number | Date, zone: string): number {
  return Math.round((Date.parse(isoDay(to, zone)) - Date.parse(isoDay(from, zone))) / 86_400_000);
}

/** `Thu 11 Dec`, with the year when it is not the present one. */
export function formatDay(instant: string | number | Date, zone: string, now: string | number | Date): string {
  const { year, month, day, weekday } = inZone(instant, zone);
  const other = year === inZone(now, zone).year ? '' : ` ${year}`;
  return `${weekdays[weekday]} ${day} ${months[month - 1]}${other}`;
}

/** `December 2026`, of a day such as `2026-12-15`. */
export const formatMonth = (day: string): string =>
  `${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;

/** The same time of the clock on another day in a zone, as ISO 8601. */
export const onOtherDay = (instant: string, day: string, zone: string): string =>
  new Date(instantOf(zone, Date.parse(`${day}T00:00:00Z`) + inZone(instant, zone).minute * 60_000)).toISOString();

/** `Today`, `Tomorrow`, `Yesterday`, else the day. */
export function formatNearDay(instant: string | number | Date, zone: string, now: string | number | Date): string {
  const distance = daysBetween(now, instant, zone);
  if (distance === 0) return 'Today';
  if (distance === 1) return 'Tomorrow';
  return distance === -1 ? 'Yesterday' : formatDay(instant, zone, now);
}

/** The same within a sentence: `today`, `tomorrow`, `yesterday`, else the day. */
export const formatNearDayWithin: typeof formatNearDay = (instant, zone, now) =>
  formatNearDay(instant, zone, now).replace(/^(Today|Tomorrow|Yesterday)$/, (day) => day.toLowerCase());

/** `14:05` */
export function formatTime(instant: string | number | Date, zone: string): string {
  const { minute } = inZone(instant, zone);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** `just now`, `3 min ago`, `2 h ago`, else the day. */
export function formatAgo(instant: string, zone: string, now: string | number | Date): string {
  const passed = Math.floor((new Date(now).getTime() - Date.parse(instant)) / 60_000);
  if (passed < 1) return 'just now';
  if (passed < 60) return `${passed} min ago`;
  if (passed < 12 * 60) return `${Math.floor(passed / 60)} h ago`;
  return formatNearDayWithin(instant, zone, now);
}

/** `12,431` */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Minutes of work as people say them: `45 min`, `2 h`, `9 h 20 min`. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** How long something lasted on the clock, in minutes: `50 min`, `36 h`, `12 days`. */
export function formatSpan(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${Math.round(minutes / (24 * 60))} days`;
}
