import { Long, ObjectId, Timestamp } from 'bson';
import { toInteger, toNumber } from '../../bson/numbers.ts';
import { type Doc, isDoc, typeName } from '../../bson/values.ts';
import { MongoError } from '../../errors.ts';
import { type Build, type Builders, isNothing, named } from './build.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Minutes a time zone (an Olson name or an offset such as +02:00) is ahead of UTC at an instant. */
export function offsetMinutes(zone: string, at: number): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  let formatter = formatters.get(zone);
  if (!formatter) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    } catch {
      throw new MongoError(40485, `unrecognized time zone identifier: "${zone}"`);
    }
    formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

/** The wall-clock time of an instant in a zone, as a date whose UTC fields read it. */
function local(date: Date, zone: string): Date {
  return new Date(date.getTime() + offsetMinutes(zone, date.getTime()) * 60_000);
}

/** The instant of a wall-clock time in a zone; a time skipped or repeated is read with the offset before the change. */
function instant(wall: Date, zone: string): Date {
  const guess = wall.getTime() - offsetMinutes(zone, wall.getTime()) * 60_000;
  return new Date(wall.getTime() - offsetMinutes(zone, guess) * 60_000);
}

function dateOf(name: string, value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  throw new MongoError(16006, `can't convert from BSON type ${typeName(value)} to Date in ${name}`);
}

function zoneOf(value: unknown): string {
  if (value === undefined) return 'UTC';
  if (typeof value !== 'string')
    throw new MongoError(40517, `timezone must evaluate to a string, found ${typeName(value)}`);
  return value;
}

const DAY = 86_400_000;

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

/** ISO 8601 week and the year it belongs to. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

const PARTS: Readonly<Record<string, (date: Date) => unknown>> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $week: (date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7),
  $isoDayOfWeek: (date) => date.getUTCDay() || 7,
  $isoWeek: (date) => isoWeek(date).week,
  $isoWeekYear: (date) => Long.fromNumber(isoWeek(date).year),
};

function part(name: string): Build {
  const read = PARTS[name] as (date: Date) => unknown;
  return (operand, compile) => {
    const spec =
      isDoc(operand) && 'date' in operand
        ? operand
        : { date: Array.isArray(operand) ? (operand as unknown[])[0] : operand };
    const date = compile(spec.date);
    const zone = 'timezone' in spec ? compile(spec.timezone) : undefined;
    return (current, scope) => {
      const value = date(current, scope);
      const timezone = zone?.(current, scope);
      if (isNothing(value) || timezone === null) return null;
      return read(local(dateOf(name, value), zoneOf(timezone)));
    };
  };
}

const pad = (value: number, width: number): string => String(Math.abs(value)).padStart(width, '0');
const MONTHS = [
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
];

/** Formats a wall-clock date by MongoDB's specifiers. */
function format(wall: Date, pattern: string, offset: number): string {
  const sign = offset < 0 ? '-' : '+';
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const month = MONTHS[wall.getUTCMonth()] as string;
  const known: Record<string, () => string> = {
    Y: () => pad(wall.getUTCFullYear(), 4),
    m: () => pad(wall.getUTCMonth() + 1, 2),
    d: () => pad(wall.getUTCDate(), 2),
    H: () => pad(wall.getUTCHours(), 2),
    M: () => pad(wall.getUTCMinutes(), 2),
    S: () => pad(wall.getUTCSeconds(), 2),
    L: () => pad(wall.getUTCMilliseconds(), 3),
    j: () => pad(dayOfYear(wall), 3),
    w: () => String(wall.getUTCDay() + 1),
    u: () => String(wall.getUTCDay() || 7),
    U: () => pad((PARTS.$week as (date: Date) => number)(wall), 2),
    V: () => pad(isoWeek(wall).week, 2),
    G: () => pad(isoWeek(wall).year, 4),
    b: () => month.slice(0, 3),
    B: () => month,
    z: () => `${sign}${pad(hours, 2)}${pad(minutes, 2)}`,
    Z: () => String(offset),
    '%': () => '%',
  };
  return pattern.replace(/%(.?)/g, (_, letter: string) => {
    const specifier = known[letter];
    if (!specifier) throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
    return specifier();
  });
}

const dateToString = named('$dateToString', ['date'], ['format', 'timezone', 'onNull'], (values) => {
  if (isNothing(values.date)) return values.onNull === undefined ? null : values.onNull;
  if (values.timezone === null) return null;
  const date = dateOf('$dateToString', values.date);
  const zone = zoneOf(values.timezone);
  const pattern =
    typeof values.format === 'string'
      ? values.format
      : zone === 'UTC'
        ? '%Y-%m-%dT%H:%M:%S.%LZ'
        : '%Y-%m-%dT%H:%M:%S.%L';
  return format(local(date, zone), pattern, offsetMinutes(zone, date.getTime()));
});

/** Reads an ISO 8601 date; without an offset of its own it is a wall-clock time in `zone`. */
export function parseDate(value: string, zone: string | undefined): Date {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      value.trim(),
    );
  if (!match) throw new MongoError(241, `Error parsing date string '${value}'`);
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match;
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Math.floor(Number(`0.${fraction}`) * 1000),
  );
  const wall = new Date(time);
  if (wall.getUTCMonth() + 1 !== Number(month) || wall.getUTCDate() !== Number(day))
    throw new MongoError(241, `Error parsing date string '${value}'`);
  return instant(wall, offset ? offset.toUpperCase() : (zone ?? 'UTC'));
}

const dateFromString = named(
  '$dateFromString',
  ['dateString'],
  ['format', 'timezone', 'onError', 'onNull'],
  (values) => {
    if (isNothing(values.dateString)) return values.onNull ?? null;
    if (values.format !== undefined)
      throw new MongoError(
        'CommandNotSupported',
        "$dateFromString's 'format' is not supported by the embedded database",
      );
    try {
      if (typeof values.dateString !== 'string')
        throw new MongoError(
          241,
          `$dateFromString requires that 'dateString' be a string, found: ${typeName(values.dateString)}`,
        );
      return parseDate(values.dateString, values.timezone === undefined ? undefined : zoneOf(values.timezone));
    } catch (error) {
      if ('onError' in values) return values.onError;
      throw error;
    }
  },
);

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'];
const FIXED: Readonly<Record<string, number>> = {
  week: 7 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

function unitOf(value: unknown): string {
  if (typeof value === 'string' && UNITS.includes(value)) return value;
  throw new MongoError('FailedToParse', `unknown time unit value: ${String(value)}`);
}

/** Adds an amount of a unit to an instant, in wall-clock time for a day and longer. */
function shift(date: Date, unit: string, amount: number, zone: string): Date {
  const fixed = FIXED[unit];
  if (fixed !== undefined && fixed < DAY) return new Date(date.getTime() + amount * fixed);
  const wall = local(date, zone);
  if (fixed !== undefined) return instant(new Date(wall.getTime() + amount * fixed), zone);
  const months = amount * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const day = wall.getUTCDate();
  const target = new Date(wall);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(day, last));
  return instant(target, zone);
}

function dateAdd(name: string, sign: 1 | -1): Build {
  return named(name, ['startDate', 'unit', 'amount'], ['timezone'], ({ startDate, unit, amount, timezone }) => {
    if (isNothing(startDate) || isNothing(unit) || isNothing(amount) || timezone === null) return null;
    const count = toInteger(amount);
    if (count === undefined) throw new MongoError(5166405, `${name} expects integer amount of time units`);
    return shift(dateOf(name, startDate), unitOf(unit), sign * count, zoneOf(timezone));
  });
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function weekday(value: unknown): number {
  if (value === undefined) return 0;
  const found =
    typeof value === 'string'
      ? WEEKDAYS.findIndex((day) => day.startsWith(value.toLowerCase()) && value.length >= 3)
      : -1;
  if (found < 0)
    throw new MongoError(
      'FailedToParse',
      `unrecognized day of a week: ${typeof value === 'string' ? value : typeName(value)}`,
    );
  return found;
}

/** How many whole units since the year 0 (weeks from `start`) a wall-clock date lies. */
function ordinal(wall: Date, unit: string, start: number): number {
  const months = wall.getUTCFullYear() * 12 + wall.getUTCMonth();
  if (unit === 'year') return wall.getUTCFullYear();
  if (unit === 'quarter') return Math.floor(months / 3);
  if (unit === 'month') return months;
  const days = Math.floor(wall.getTime() / DAY);
  // 1970-01-01 was a Thursday (4).
  if (unit === 'week') return Math.floor((days + ((4 - start + 7) % 7)) / 7);
  if (unit === 'day') return days;
  return Math.floor(wall.getTime() / (FIXED[unit] as number));
}

const dateDiff = named('$dateDiff', ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], (values) => {
  if (isNothing(values.startDate) || isNothing(values.endDate) || isNothing(values.unit) || values.timezone === null)
    return null;
  const unit = unitOf(values.unit);
  const zone = zoneOf(values.timezone);
  const day = weekday(values.startOfWeek);
  const at = (value: unknown): number => {
    const date = dateOf('$dateDiff', value);
    // Hours and shorter are elapsed time; days and longer count calendar boundaries.
    return ordinal((FIXED[unit] ?? DAY) < DAY ? date : local(date, zone), unit, day);
  };
  return Long.fromNumber(at(values.endDate) - at(values.startDate));
});

const dateTrunc = named('$dateTrunc', ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], (values) => {
  if (isNothing(values.date) || isNothing(values.unit) || values.timezone === null) return null;
  const unit = unitOf(values.unit);
  const zone = zoneOf(values.timezone);
  const size = values.binSize === undefined ? 1 : (toInteger(values.binSize) ?? 1);
  const wall = local(dateOf('$dateTrunc', values.date), zone);
  return instant(truncated(wall, unit, size, weekday(values.startOfWeek)), zone);
});

/** The start of the bin a wall-clock date lies in; bins count from 2000-01-01, as MongoDB's do. */
function truncated(wall: Date, unit: string, size: number, start: number): Date {
  const fixed = FIXED[unit];
  if (fixed === undefined) {
    const per = (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1) * size;
    const months = (wall.getUTCFullYear() - 2000) * 12 + wall.getUTCMonth();
    return new Date(Date.UTC(2000, Math.floor(months / per) * per, 1));
  }
  // 2000-01-01 was a Saturday (6): weeks count from the first start of a week before or on it.
  const origin = Date.UTC(2000, 0, 1) + (unit === 'week' ? ((start - 6 + 7) % 7) * DAY : 0);
  const bin = fixed * size;
  return new Date(origin + Math.floor((wall.getTime() - origin) / bin) * bin);
}

const dateFromParts = named(
  '$dateFromParts',
  [],
  ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond', 'timezone'],
  (values) => {
    const number = (key: string, initial: number): number | null => {
      const value = values[key];
      return value === undefined ? initial : (toNumber(value) ?? null);
    };
    const parts = [
      number('year', 1970),
      number('month', 1),
      number('day', 1),
      number('hour', 0),
      number('minute', 0),
      number('second', 0),
      number('millisecond', 0),
    ];
    if (parts.includes(null) || values.timezone === null) return null;
    const [year, month, day, hour, minute, second, millisecond] = parts as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const wall = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, millisecond));
    wall.setUTCFullYear(wall.getUTCFullYear() + year - 2000);
    return instant(wall, zoneOf(values.timezone));
  },
);

const dateToParts = named('$dateToParts', ['date'], ['timezone', 'iso8601'], (values): Doc | null => {
  if (isNothing(values.date) || values.timezone === null) return null;
  const wall = local(dateOf('$dateToParts', values.date), zoneOf(values.timezone));
  const time = {
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  };
  if (values.iso8601 === true) {
    const { year, week } = isoWeek(wall);
    return { isoWeekYear: year, isoWeek: week, isoDayOfWeek: wall.getUTCDay() || 7, ...time };
  }
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), ...time };
});

/** Dates, also in time zones. */
export const DATES: Builders = {
  ...Object.fromEntries(Object.keys(PARTS).map((name) => [name, part(name)])),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateAdd: dateAdd('$dateAdd', 1),
  $dateSubtract: dateAdd('$dateSubtract', -1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
};
