import { instantOf } from '../planning/zoned-time.ts';

export interface DayBounds {
  /** `2026-12-15` */
  day: string;
  /** Its first instant there, and that of the day after. */
  start: Date;
  end: Date;
}

/** The day so many days later (earlier when negative): `2026-12-31`, 1 → `2027-01-01`. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** Calendar days in a zone as instants; days of 23 or 25 hours are as long as they are. */
export function dayBounds({ from, days, zone }: { from: string; days: number; zone: string }): DayBounds[] {
  const begins = (day: string) => new Date(instantOf(zone, Date.parse(`${day}T00:00:00Z`)));
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(from, index);
    return { day, start: begins(day), end: begins(addDays(day, 1)) };
  });
}
