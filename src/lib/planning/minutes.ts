/** Reading durations as models and people write them. */

/** Minutes per unit; a day is a working day of eight hours, a week has five of them. */
const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|min|mins|minutes?)$/, 1],
  [/^(?:h|hr|hrs|hours?)$/, 60],
  [/^(?:d|days?)$/, 480],
  [/^(?:w|wk|wks|weeks?)$/, 2400],
  [/^(?:s|secs?|seconds?)$/, 1 / 60],
];

const number = String.raw`\d+(?:[.,]\d+)?`;
const isoDuration = new RegExp(`^P(?:(${number})W)?(?:(${number})D)?(?:T(?:(${number})H)?(?:(${number})M)?)?$`, 'i');
const quantity = new RegExp(`(${number})(?:\\s*(?:-|–|to)\\s*(${number}))?\\s*([a-z]+)?`, 'gi');

/**
 * Minutes from a number or a text: `90`, `"90"`, `"2 hours"`, `"1h 30m"`, `"1.5 h"`, `"2-3 hours"` (the middle),
 * `"1:30"`, `"PT1H30M"`, `"2 days"`. A bare number means minutes. Not rounded; null when nothing can be read.
 */
export function parseMinutes(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim().slice(0, 100);
  const minutes = fromIso(text) ?? fromClock(text) ?? fromQuantities(text);
  return minutes !== null && Number.isFinite(minutes) && minutes > 0 ? minutes : null;
}

function fromIso(text: string): number | null {
  const match = isoDuration.exec(text);
  if (!match) return null;
  const [weeks, days, hours, minutes] = match.slice(1).map((part: string | undefined) => toNumber(part ?? '0'));
  return weeks! * 2400 + days! * 480 + hours! * 60 + minutes!;
}

function fromClock(text: string): number | null {
  const match = /^(\d{1,3}):([0-5]\d)(?:\s*h(?:ours?)?)?$/i.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

function fromQuantities(text: string): number | null {
  let total: number | null = null;
  for (const [, low, high, unit] of text.matchAll(quantity)) {
    const perUnit: number | null = unit ? minutesPer(unit) : total === null ? 1 : null;
    if (perUnit === null) continue;
    const amount = high ? (toNumber(low!) + toNumber(high)) / 2 : toNumber(low!);
    total = (total ?? 0) + amount * perUnit;
  }
  return total;
}

function minutesPer(unit: string): number | null {
  return units.find(([pattern]) => pattern.test(unit.toLowerCase()))?.[1] ?? null;
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'));
}
