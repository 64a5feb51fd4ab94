import { Decimal128, Double, Long } from 'bson';
import { MongoError } from '../errors.ts';
import { double, isInt32, typeName } from './values.ts';

/** A number of any BSON type. */
export type Num = number | Double | Long | Decimal128;

/** `coefficient × 10^exponent`, exactly. */
export interface Exact {
  coefficient: bigint;
  exponent: number;
}

export type Operation = 'add' | 'subtract' | 'multiply';

export function isNumber(value: unknown): value is Num {
  return typeof value === 'number' || value instanceof Double || value instanceof Long || value instanceof Decimal128;
}

/** The nearest double of a BSON number; undefined for anything else. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return undefined;
}

/** A whole number, or undefined when the value is not a number or has a fraction. */
export function toInteger(value: unknown): number | undefined {
  const number = toNumber(value);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}

/** int32 when it fits, else long. */
export function integer(value: bigint | number): number | Long {
  const number = Number(value);
  if (isInt32(number)) return number;
  return typeof value === 'bigint' ? Long.fromBigInt(value) : Long.fromNumber(value);
}

const DOUBLE = new DataView(new ArrayBuffer(8));

/** The exact decimal value of a finite double. */
export function exactOfDouble(value: number): Exact {
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  DOUBLE.setFloat64(0, value);
  const bits = DOUBLE.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  const power = (biased === 0 ? 1 : biased) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  // A double with a fraction is mantissa / 2^k = mantissa × 5^k / 10^k.
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power };
}

/** The exact value of a finite BSON number; undefined for infinities and NaN. */
export function exact(value: Num): Exact | undefined {
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 };
  if (value instanceof Decimal128) return parseDecimal(value.toString());
  const number = typeof value === 'number' ? value : value.value;
  return Number.isFinite(number) ? exactOfDouble(number) : undefined;
}

function parseDecimal(text: string): Exact | undefined {
  const match = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction || '0');
  return { coefficient: sign ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

/** Both numbers with the same exponent, the smaller of the two. */
export function align(a: Exact, b: Exact): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    a.coefficient * 10n ** BigInt(a.exponent - exponent),
    b.coefficient * 10n ** BigInt(b.exponent - exponent),
    exponent,
  ];
}

/** A Decimal128 of an exact value, rounded half to even to 34 digits. */
export function decimal({ coefficient, exponent }: Exact): Decimal128 {
  let digits = coefficient < 0n ? -coefficient : coefficient;
  let power = exponent;
  const excess = digits.toString().length - 34;
  if (excess > 0) {
    const divisor = 10n ** BigInt(excess);
    const rest = digits % divisor;
    digits /= divisor;
    if (rest * 2n > divisor || (rest * 2n === divisor && digits % 2n === 1n)) digits += 1n;
    power += excess;
  }
  const sign = coefficient < 0n ? '-' : '';
  if (power === 0) return Decimal128.fromString(`${sign}${digits}`);
  if (power < 0 && power > -30) {
    const text = digits.toString().padStart(1 - power, '0');
    return Decimal128.fromString(`${sign}${text.slice(0, power)}.${text.slice(power)}`);
  }
  return Decimal128.fromString(`${sign}${digits}E${power}`);
}

/** A number as Decimal128 (a double keeps 15 significant digits, as MongoDB converts it). */
export function toDecimal(value: Num): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (value instanceof Long) return Decimal128.fromString(value.toString());
  const number = typeof value === 'number' ? value : value.value;
  if (Number.isInteger(number) && Math.abs(number) < 1e15) return Decimal128.fromString(String(number));
  if (!Number.isFinite(number)) return Decimal128.fromString(String(number));
  return Decimal128.fromString(number.toPrecision(15));
}

const RANK: Readonly<Record<string, number>> = { int: 0, long: 1, double: 2, decimal: 3 };

/** `a` op `b` in the wider of the two types: int, long, double, decimal; int overflows to long, as in MongoDB. */
export function arithmetic(operation: Operation, a: Num, b: Num, overflow: 'error' | 'double' = 'double'): Num {
  const rank = Math.max(RANK[typeName(a)] ?? 0, RANK[typeName(b)] ?? 0);
  if (rank === 3) return decimalArithmetic(operation, toDecimal(a), toDecimal(b));
  if (rank === 2) return double(plain(operation, toNumber(a) as number, toNumber(b) as number));
  if (typeof a === 'number' && typeof b === 'number') {
    const result = plain(operation, a, b);
    if (isInt32(result)) return result;
    if (result === 0) return 0;
    if (Number.isSafeInteger(result)) return Long.fromNumber(result);
  }
  const result = big(operation, toBigInt(a), toBigInt(b));
  if (BigInt.asIntN(64, result) !== result) {
    if (overflow === 'double') return double(Number(result));
    throw new MongoError('BadValue', `Failed to apply the operation to ${String(a)} and ${String(b)}: overflow`);
  }
  return rank === 0 ? integer(result) : Long.fromBigInt(result);
}

function plain(operation: Operation, a: number, b: number): number {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b;
}

function big(operation: Operation, a: bigint, b: bigint): bigint {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b;
}

/** The integer a BSON number holds, its fraction cut off. */
export function toBigInt(value: Num): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toNumber(value) as number));
}

function decimalArithmetic(operation: Operation, a: Decimal128, b: Decimal128): Decimal128 {
  const x = parseDecimal(a.toString());
  const y = parseDecimal(b.toString());
  if (!x || !y) return Decimal128.fromString(String(plain(operation, Number(a.toString()), Number(b.toString()))));
  if (operation === 'multiply') {
    return decimal({ coefficient: x.coefficient * y.coefficient, exponent: x.exponent + y.exponent });
  }
  const [p, q, exponent] = align(x, y);
  return decimal({ coefficient: operation === 'add' ? p + q : p - q, exponent });
}

/** Exact order of two numbers over all types; NaN equals itself and is less than all others. */
export function compareNumbers(a: Num, b: Num): number {
  const x = toNumber(a) as number;
  const y = toNumber(b) as number;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  const bothDouble = !(a instanceof Long || a instanceof Decimal128 || b instanceof Long || b instanceof Decimal128);
  if (x !== y || bothDouble) return x < y ? -1 : x > y ? 1 : 0;
  const p = exact(a);
  const q = exact(b);
  // A decimal beyond the doubles' range converts to an infinity without being one.
  if (!p || !q) return p ? -Math.sign(y) : q ? Math.sign(x) : 0;
  const [m, n] = align(p, q);
  return m < n ? -1 : m > n ? 1 : 0;
}
