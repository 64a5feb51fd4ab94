import { tzOffset } from '@date-fns/tz/tzOffset';

/**
 * Wall time in an IANA zone. A "wall" is a local date and time written as if it were UTC milliseconds, so that
 * arithmetic on it is plain; an "instant" is real UTC milliseconds.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds that the zone is ahead of UTC at an instant. @throws {RangeError} for an unknown zone */
export function offsetAt(timeZone: string, instant: number): number {
  const minutes = tzOffset(timeZone, new Date(instant));
  if (Number.isNaN(minutes)) throw new RangeError(`Unknown time zone ${JSON.stringify(timeZone)}, or no valid date`);
  return Math.round(minutes * MINUTE);
}

export function wallOf(timeZone: string, instant: number): number {
  return instant + offsetAt(timeZone, instant);
}

/**
 * The first instant at which the zone's clock shows `wall` or later: the earlier one of an hour that is lived twice,
 * the moment of the change for an hour (or, as in Apia in 2011, a day) that is skipped. Never decreasing in `wall`.
 */
export function instantOf(timeZone: string, wall: number): number {
  // Offsets lie between -12 and +14 hours, so these two enclose every instant that could show this wall time.
  const before = offsetAt(timeZone, wall - 15 * HOUR);
  const after = offsetAt(timeZone, wall + 13 * HOUR);
  if (before === after) return wall - before;
  const early = wall - before;
  if (offsetAt(timeZone, early) === before) return early;
  const late = wall - after;
  if (offsetAt(timeZone, late) === after) return late;
  return changeBetween(timeZone, late, early);
}

/** The instant at which the offset changes, by bisection down to the millisecond. */
function changeBetween(timeZone: string, low: number, high: number): number {
  const old = offsetAt(timeZone, low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle) === old) low = middle;
    else high = middle;
  }
  return high;
}
