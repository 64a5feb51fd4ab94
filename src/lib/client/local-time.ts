import { instantOf } from '../planning/zoned-time.ts';
import { inZone, isoDay } from './format.ts';

const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** An instant as a field for date and time shows it in a zone: `2026-11-27T09:05`. */
export function localTime(instant: string, zone: string): string {
  const { minute } = inZone(instant, zone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${isoDay(instant, zone)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The instant that such a field means there, as ISO 8601; null for anything else. */
export function instantThere(local: string, zone: string): string | null {
  const wall = shape.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  return Number.isNaN(wall) ? null : new Date(instantOf(zone, wall)).toISOString();
}
