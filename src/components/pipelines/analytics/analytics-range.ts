/** The days a page of figures is about, UTC: both of them whole. */
export interface DayRange {
  /** `2026-09-01` */
  from: string;
  to: string;
  /** Which of the usual ones it is; null for days of one's own. */
  period: Period | null;
}

export const periods = ['30', '90', '365', 'all'] as const;
export type Period = (typeof periods)[number];

export const periodWords: Record<Period, string> = {
  30: '30 days',
  90: '90 days',
  365: 'A year',
  all: 'All time',
};

const dayMs = 24 * 60 * 60 * 1000;
/** Before all history. */
const firstDay = '2000-01-01';
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const isDay = (text: string | null): text is string =>
  text !== null &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  isoDay(Date.parse(text)) === text;

/** The days an address asks for: `?days=90`, or `?from=2026-09-01&to=2026-11-30`; the last 90 where it says nothing usable. */
export function rangeOf(params: URLSearchParams, now: Date): DayRange {
  const today = isoDay(now.getTime());
  const [from, to] = [params.get('from'), params.get('to')];
  const days = params.get('days');
  if (days === null && (isDay(from) || isDay(to))) {
    const last = isDay(to) ? to : today;
    const first = isDay(from) ? from : firstDay;
    if (first <= last) return { from: first, to: last, period: null };
  }
  const period = periods.find((known) => known === days) ?? '90';
  if (period === 'all') return { from: firstDay, to: today, period };
  return { from: isoDay(now.getTime() - (Number(period) - 1) * dayMs), to: today, period };
}

/** The same as instants: from the start of the first day, before the end of the last. */
export const instantsOf = ({ from, to }: DayRange): { from: string; to: string } => ({
  from: `${from}T00:00:00.000Z`,
  to: new Date(Date.parse(to) + dayMs).toISOString(),
});

/** The first and the last day of a month such as `2026-12`. */
export function daysOfMonth(month: string): { first: string; last: string } {
  const [year, number] = month.split('-').map(Number);
  return { first: `${month}-01`, last: isoDay(Date.UTC(year!, number, 0)) };
}

export const dayBefore = (day: string): string => isoDay(Date.parse(day) - dayMs);
