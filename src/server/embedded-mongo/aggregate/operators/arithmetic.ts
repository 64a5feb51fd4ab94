import { Decimal128, Double, Long } from 'bson';
import {
  arithmetic,
  decimal,
  exact,
  integer,
  isNumber,
  type Num,
  toBigInt,
  toDecimal,
  toNumber,
} from '../../bson/numbers.ts';
import { double, typeName } from '../../bson/values.ts';
import { MongoError } from '../../errors.ts';
import { args, type Builders, isNothing, unary } from './build.ts';

function numeric(name: string, value: unknown): Num {
  if (isNumber(value)) return value;
  throw new MongoError('TypeMismatch', `${name} only supports numeric types, not ${typeName(value)}`);
}

/** The sum of numbers and at most one date (with milliseconds). */
function add(values: unknown[]): unknown {
  let sum: Num = 0;
  let date: Date | undefined;
  for (const value of values) {
    if (isNothing(value)) return null;
    if (value instanceof Date) {
      if (date) throw new MongoError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else sum = arithmetic('add', sum, numeric('$add', value));
  }
  return date ? new Date(date.getTime() + Math.round(toNumber(sum) as number)) : sum;
}

function subtract(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNothing(a) || isNothing(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Math.round(toNumber(b) as number));
  if (!isNumber(a) || !isNumber(b)) {
    throw new MongoError('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`);
  }
  return arithmetic('subtract', a, b);
}

function multiply(values: unknown[]): unknown {
  let product: Num = 1;
  for (const value of values) {
    if (isNothing(value)) return null;
    product = arithmetic('multiply', product, numeric('$multiply', value));
  }
  return product;
}

function divide(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNothing(a) || isNothing(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw new MongoError('TypeMismatch', `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  if (toNumber(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return divideDecimals(a, b);
  return double((toNumber(a) as number) / (toNumber(b) as number));
}

function divideDecimals(a: Num, b: Num): Decimal128 {
  const x = exact(toDecimal(a));
  const y = exact(toDecimal(b));
  if (!x || !y) return Decimal128.fromString(String((toNumber(a) as number) / (toNumber(b) as number)));
  // 40 digits more than the divisor has give the 34 kept, and one to round by.
  const scale = 40 + y.coefficient.toString().length;
  const quotient = (x.coefficient * 10n ** BigInt(scale)) / y.coefficient;
  let result = { coefficient: quotient, exponent: x.exponent - y.exponent - scale };
  while (result.coefficient !== 0n && result.coefficient % 10n === 0n && result.exponent < 0) {
    result = { coefficient: result.coefficient / 10n, exponent: result.exponent + 1 };
  }
  return decimal(result);
}

/** The same kind of number as `like`, from a double. */
function alike(value: number, like: Num): Num {
  if (like instanceof Decimal128) return Decimal128.fromString(String(value));
  if (like instanceof Long) return Long.fromNumber(value);
  return like instanceof Double || !Number.isInteger(like) ? double(value) : integer(value);
}

function modulo(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNothing(a) || isNothing(b)) return null;
  const [x, y] = [numeric('$mod', a), numeric('$mod', b)];
  if (toNumber(y) === 0) throw new MongoError('BadValue', "can't $mod by zero");
  const whole = (value: Num) => value instanceof Long || typeName(value) === 'int';
  if (whole(x) && whole(y)) {
    const rest = toBigInt(x) % toBigInt(y);
    return x instanceof Long || y instanceof Long ? Long.fromBigInt(rest) : Number(rest);
  }
  const rest = (toNumber(x) as number) % (toNumber(y) as number);
  return x instanceof Decimal128 || y instanceof Decimal128 ? Decimal128.fromString(String(rest)) : double(rest);
}

/** Rounds to a number of decimal places, `half` to even or cut off. */
function round(name: string, values: unknown[], cut: boolean): unknown {
  const [value, place] = values;
  if (isNothing(value) || place === null) return null;
  const number = numeric(name, value);
  const places = place === undefined ? 0 : (toNumber(place) ?? 0);
  const precise = exact(number);
  if (!precise) return number;
  const drop = -precise.exponent - places;
  if (drop <= 0) return number;
  const divisor = 10n ** BigInt(drop);
  let quotient = precise.coefficient / divisor;
  const rest = precise.coefficient % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (!cut && (twice > divisor || (twice === divisor && quotient % 2n !== 0n))) quotient += rest < 0n ? -1n : 1n;
  const rounded = { coefficient: quotient, exponent: -places };
  if (number instanceof Decimal128) return decimal(rounded);
  const result = places >= 0 ? Number(`${quotient}e${-places}`) : Number(quotient * 10n ** BigInt(-places));
  return alike(result, number);
}

function power(values: unknown[]): unknown {
  const [a, b] = values;
  if (isNothing(a) || isNothing(b)) return null;
  const [x, y] = [numeric('$pow', a), numeric('$pow', b)];
  const result = (toNumber(x) as number) ** (toNumber(y) as number);
  const whole = [x, y].every((value) => value instanceof Long || typeName(value) === 'int');
  return whole && Number.isSafeInteger(result) ? integer(result) : double(result);
}

const real = (name: string, apply: (value: number) => number) =>
  unary(name, (value) => double(apply(toNumber(numeric(name, value)) as number)));

const whole = (name: string, apply: (value: number) => number) =>
  unary(name, (value) => {
    const number = numeric(name, value);
    if (number instanceof Long) return number;
    return alike(apply(toNumber(number) as number), number);
  });

const MANY = Number.POSITIVE_INFINITY;

export const ARITHMETIC: Builders = {
  $add: args('$add', 0, MANY, add),
  $subtract: args('$subtract', 2, 2, subtract),
  $multiply: args('$multiply', 0, MANY, multiply),
  $divide: args('$divide', 2, 2, divide),
  $mod: args('$mod', 2, 2, modulo),
  $pow: args('$pow', 2, 2, power),
  $abs: unary('$abs', (value) => {
    const number = numeric('$abs', value);
    return (toNumber(number) as number) < 0 ? arithmetic('multiply', number, -1) : number;
  }),
  $ceil: whole('$ceil', Math.ceil),
  $floor: whole('$floor', Math.floor),
  $round: args('$round', 1, 2, (values) => round('$round', values, false)),
  $trunc: args('$trunc', 1, 2, (values) => round('$trunc', values, true)),
  $sqrt: real('$sqrt', Math.sqrt),
  $exp: real('$exp', Math.exp),
  $ln: real('$ln', Math.log),
  $log10: real('$log10', Math.log10),
  $log: args('$log', 2, 2, ([value, base]) =>
    isNothing(value) || isNothing(base)
      ? null
      : double(
          Math.log(toNumber(numeric('$log', value)) as number) / Math.log(toNumber(numeric('$log', base)) as number),
        ),
  ),
  $sin: real('$sin', Math.sin),
  $cos: real('$cos', Math.cos),
  $tan: real('$tan', Math.tan),
  $asin: real('$asin', Math.asin),
  $acos: real('$acos', Math.acos),
  $atan: real('$atan', Math.atan),
  $degreesToRadians: real('$degreesToRadians', (value) => (value * Math.PI) / 180),
  $radiansToDegrees: real('$radiansToDegrees', (value) => (value * 180) / Math.PI),
};
