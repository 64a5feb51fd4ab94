import { Long, Timestamp } from 'bson';
import { compare, equal } from '../bson/compare.ts';
import { arithmetic, isNumber, type Num, toBigInt, toInteger, toNumber } from '../bson/numbers.ts';
import { clone, type Doc, getField, isDoc, setField, typeName } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { isIndex, valueAt } from '../paths.ts';
import { compileElement } from '../query/match.ts';

/** A document or array with the key in it that an operator works on. */
export interface Place {
  container: Doc | unknown[];
  key: string;
}

export interface OperatorContext {
  now: Date;
  inserting: boolean;
}

type Operator = (place: Place, operand: unknown, context: OperatorContext) => void;

/** The most an array grows by when a field far beyond its end is set. */
const MAX_BACKFILL = 1_500_000;

export function bad(message: string): never {
  throw new MongoError('BadValue', message);
}

export function read({ container, key }: Place): unknown {
  if (Array.isArray(container)) return isIndex(key) ? container[Number(key)] : undefined;
  return getField(container, key);
}

export function write({ container, key }: Place, value: unknown): void {
  if (!Array.isArray(container)) return setField(container, key, value);
  const index = Number(key);
  if (index > container.length + MAX_BACKFILL) bad("can't backfill more than 1500000 elements");
  while (container.length < index) container.push(null);
  container[index] = value;
}

function missing(place: Place): boolean {
  if (Array.isArray(place.container)) return Number(place.key) >= place.container.length;
  return !Object.hasOwn(place.container, place.key);
}

function arrayAt(
  place: Place,
  operator: string,
  code: 'BadValue' | 'TypeMismatch' = 'BadValue',
): unknown[] | undefined {
  if (missing(place)) return undefined;
  const value = read(place);
  if (Array.isArray(value)) return value as unknown[];
  const message =
    operator === '$push'
      ? `The field '${place.key}' must be an array but is of type ${typeName(value)} in document`
      : `Cannot apply ${operator} to a non-array value. Field named '${place.key}' has a non-array type ${typeName(value)}`;
  throw new MongoError(code, message);
}

function number(operator: '$inc' | '$mul', place: Place, operand: unknown): void {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  if (!isNumber(operand)) {
    throw new MongoError(
      'TypeMismatch',
      `Cannot ${verb} with non-numeric argument: {${place.key}: ${String(operand)}}`,
    );
  }
  if (missing(place)) return write(place, operator === '$inc' ? operand : arithmetic('multiply', operand, 0));
  const current = read(place);
  if (!isNumber(current)) {
    const message = `Cannot apply ${operator} to a value of non-numeric type. The field '${place.key}' is of type ${typeName(current)}`;
    throw new MongoError('TypeMismatch', message);
  }
  write(place, arithmetic(operator === '$inc' ? 'add' : 'multiply', current, operand, 'error'));
}

function extreme(sign: 1 | -1, place: Place, operand: unknown): void {
  if (missing(place) || compare(operand, read(place)) * sign > 0) write(place, clone(operand));
}

function currentDate(place: Place, operand: unknown, { now }: OperatorContext): void {
  const type = isDoc(operand) ? operand.$type : operand === true || operand === false ? 'date' : undefined;
  if (type === 'date') return write(place, now);
  if (type === 'timestamp') return write(place, new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  bad(
    `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
}

function bit(place: Place, operand: unknown): void {
  const current = missing(place) ? 0 : read(place);
  const type = typeName(current);
  if (!isDoc(operand)) bad('The $bit modifier is not compatible with a non-object');
  if (type !== 'int' && type !== 'long') bad(`Cannot apply $bit to a value of non-integral type ${type}`);
  let bits = toBigInt(current as Num);
  let long = type === 'long';
  for (const [name, value] of Object.entries(operand)) {
    if (typeName(value) !== 'int' && typeName(value) !== 'long') {
      bad(`The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here`);
    }
    long ||= typeName(value) === 'long';
    const other = toBigInt(value as Num);
    if (name === 'and') bits &= other;
    else if (name === 'or') bits |= other;
    else if (name === 'xor') bits ^= other;
    else bad(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
  }
  write(place, long ? Long.fromBigInt(BigInt.asIntN(64, bits)) : Number(BigInt.asIntN(32, bits)));
}

function eachOf(operator: string, operand: unknown): unknown[] {
  if (!isDoc(operand) || !('$each' in operand)) return [operand];
  if (!Array.isArray(operand.$each))
    bad(`The argument to $each in ${operator} must be an array but it was of type: ${typeName(operand.$each)}`);
  return operand.$each as unknown[];
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$slice', '$sort']);

function push(place: Place, operand: unknown): void {
  const array = arrayAt(place, '$push') ?? [];
  const modifiers = isDoc(operand) && '$each' in operand ? operand : {};
  for (const name of Object.keys(modifiers)) {
    if (!PUSH_MODIFIERS.has(name)) bad(`Unrecognized clause in $push: ${name}`);
  }
  const items = eachOf('$push', operand).map(clone);
  const position = modifiers.$position === undefined ? undefined : toInteger(modifiers.$position);
  if (modifiers.$position !== undefined && position === undefined)
    bad('The value for $position must be an integer value');
  let result = [...array];
  if (position === undefined) result.push(...items);
  else result.splice(position < 0 ? Math.max(0, result.length + position) : position, 0, ...items);
  if (modifiers.$sort !== undefined) result = result.toSorted(elementOrder(modifiers.$sort));
  if (modifiers.$slice !== undefined) {
    const size = toInteger(modifiers.$slice);
    if (size === undefined) bad('The value for $slice must be an integer value');
    result = size < 0 ? result.slice(size) : result.slice(0, size);
  }
  write(place, result);
}

function elementOrder(spec: unknown): (a: unknown, b: unknown) => number {
  const whole = toNumber(spec);
  if (whole === 1 || whole === -1) return (a, b) => compare(a, b) * whole;
  if (!isDoc(spec))
    bad('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const fields = Object.entries(spec).map(([name, direction]) => {
    const sign = toNumber(direction);
    if (sign !== 1 && sign !== -1) bad('The $sort element value must be either 1 or -1');
    return { path: name.split('.'), sign };
  });
  return (a, b) => {
    for (const { path, sign } of fields) {
      const order = compare(valueAt(a, path) ?? null, valueAt(b, path) ?? null) * sign;
      if (order !== 0) return order;
    }
    return 0;
  };
}

function addToSet(place: Place, operand: unknown): void {
  const result = [...(arrayAt(place, '$addToSet') ?? [])];
  const modifiers = isDoc(operand) && '$each' in operand;
  if (modifiers && Object.keys(operand).length > 1) bad('Found unexpected fields after $each in $addToSet');
  for (const item of eachOf('$addToSet', operand)) {
    if (!result.some((other) => equal(other, item))) result.push(clone(item));
  }
  write(place, result);
}

function pop(place: Place, operand: unknown): void {
  const side = toNumber(operand);
  if (side !== 1 && side !== -1)
    throw new MongoError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
  const array = arrayAt(place, '$pop', 'TypeMismatch');
  if (array) write(place, side < 0 ? array.slice(1) : array.slice(0, -1));
}

function pull(place: Place, operand: unknown): void {
  const array = arrayAt(place, '$pull');
  if (!array) return;
  const accept = compileElement(operand);
  const kept = array.filter((item) => !accept(item));
  if (kept.length < array.length) write(place, kept);
}

function pullAll(place: Place, operand: unknown): void {
  if (!Array.isArray(operand)) bad('$pullAll requires an array argument');
  const array = arrayAt(place, '$pullAll');
  if (!array) return;
  const kept = array.filter((item) => !operand.some((other) => equal(other, item)));
  if (kept.length < array.length) write(place, kept);
}

function unset(place: Place): void {
  if (missing(place)) return;
  if (Array.isArray(place.container)) place.container[Number(place.key)] = null;
  else delete place.container[place.key];
}

/** The update operators, `$rename` aside, which touches two places. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  $set: (place, operand) => write(place, clone(operand)),
  $setOnInsert: (place, operand, { inserting }) => {
    if (inserting) write(place, clone(operand));
  },
  $unset: unset,
  $inc: (place, operand) => number('$inc', place, operand),
  $mul: (place, operand) => number('$mul', place, operand),
  $min: (place, operand) => extreme(-1, place, operand),
  $max: (place, operand) => extreme(1, place, operand),
  $currentDate: currentDate,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

/** Operators that leave a missing path missing. */
export const NEVER_CREATE: ReadonlySet<string> = new Set(['$unset', '$pop', '$pull', '$pullAll']);
