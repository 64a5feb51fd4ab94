import { Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { isNumber, toDecimal, toNumber } from '../../bson/numbers.ts';
import { bsonClass, double, isDoc, TYPE_NUMBERS, typeName } from '../../bson/values.ts';
import { MongoError } from '../../errors.ts';
import { args, type Build, type Builders, isNothing, truth } from './build.ts';
import { parseDate } from './dates.ts';

type Conversion = (value: unknown) => unknown;

function failed(value: unknown, to: string): never {
  throw new MongoError(
    241,
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  );
}

function parsed(value: string, to: string): number {
  const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number))
    throw new MongoError(241, `Failed to parse number '${value}' in $convert with no onError value (to ${to})`);
  return number;
}

function toInt(value: unknown): unknown {
  const number = wholeNumber(value, 'int');
  if (number < -(2 ** 31) || number >= 2 ** 31)
    throw new MongoError(241, 'Conversion would overflow target type in $convert with no onError value');
  return number === 0 ? 0 : number;
}

function wholeNumber(value: unknown, to: string): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isNumber(value)) {
    const number = Math.trunc(toNumber(value) as number);
    if (!Number.isFinite(number))
      throw new MongoError(241, `Attempt to convert ${String(value)} to ${to} in $convert with no onError value`);
    return number;
  }
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return Number(value);
  if (typeof value === 'string')
    throw new MongoError(241, `Failed to parse number '${value}' in $convert with no onError value`);
  return failed(value, to);
}

function toLong(value: unknown): unknown {
  if (value instanceof Long) return value;
  if (value instanceof Date) return Long.fromNumber(value.getTime());
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return Long.fromString(value);
  const number = wholeNumber(value, 'long');
  if (Math.abs(number) > 2 ** 63)
    throw new MongoError(241, 'Conversion would overflow target type in $convert with no onError value');
  return Long.fromNumber(number);
}

function toDoubleValue(value: unknown): unknown {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (isNumber(value)) return double(toNumber(value) as number);
  if (value instanceof Date) return double(value.getTime());
  return typeof value === 'string' ? double(parsed(value, 'double')) : failed(value, 'double');
}

function toDecimalValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (isNumber(value)) return toDecimal(value);
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value !== 'string') return failed(value, 'decimal');
  parsed(value, 'decimal');
  return Decimal128.fromString(value);
}

function toText(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumber(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  const name = bsonClass(value);
  return name === 'BSONSymbol' || name === 'Binary' || name === 'UUID' ? String(value) : failed(value, 'string');
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (isNumber(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value) as number));
  if (typeof value === 'string') return parseDate(value, undefined);
  return failed(value, 'date');
}

function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') return failed(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value)) {
    throw new MongoError(
      241,
      `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
    );
  }
  return new ObjectId(value);
}

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  int: toInt,
  long: toLong,
  double: toDoubleValue,
  decimal: toDecimalValue,
  string: toText,
  bool: truth,
  date: toDate,
  objectId: toObjectId,
};

const shorthand = (name: string, to: string): Build =>
  args(name, 1, 1, ([value]) => (isNothing(value) ? null : (CONVERSIONS[to] as Conversion)(value)));

const convert: Build = (operand, compile) => {
  if (!isDoc(operand)) throw new MongoError('FailedToParse', '$convert expects an object of named arguments');
  const input = compile(operand.input);
  const to = compile(isDoc(operand.to) && 'type' in operand.to ? operand.to.type : operand.to);
  const onError = 'onError' in operand ? compile(operand.onError) : undefined;
  const onNull = compile('onNull' in operand ? operand.onNull : null);
  return (current, scope) => {
    const value = input(current, scope);
    if (isNothing(value)) return onNull(current, scope);
    const target = to(current, scope);
    const name =
      typeof target === 'string'
        ? target
        : Object.keys(TYPE_NUMBERS).find((key) => TYPE_NUMBERS[key] === toNumber(target));
    const conversion = name === undefined ? undefined : CONVERSIONS[name];
    if (!conversion)
      throw new MongoError('BadValue', `$convert's 'to' is not a type it converts to: ${String(target)}`);
    try {
      return conversion(value);
    } catch (error) {
      if (onError) return onError(current, scope);
      throw error;
    }
  };
};

/** Types and conversions. */
export const TYPES: Builders = {
  $type: args('$type', 1, 1, ([value]) => (value === undefined ? 'missing' : typeName(value))),
  $isNumber: args('$isNumber', 1, 1, ([value]) => isNumber(value)),
  $convert: convert,
  $toInt: shorthand('$toInt', 'int'),
  $toLong: shorthand('$toLong', 'long'),
  $toDouble: shorthand('$toDouble', 'double'),
  $toDecimal: shorthand('$toDecimal', 'decimal'),
  $toString: shorthand('$toString', 'string'),
  $toBool: shorthand('$toBool', 'bool'),
  $toDate: shorthand('$toDate', 'date'),
  $toObjectId: shorthand('$toObjectId', 'objectId'),
};
