import { compare, equal } from '../../bson/compare.ts';
import { hashOf } from '../../bson/hash.ts';
import { arithmetic, isNumber, type Num, toInteger, toNumber } from '../../bson/numbers.ts';
import { type Doc, double, isDoc, setField, typeName } from '../../bson/values.ts';
import { MongoError } from '../../errors.ts';
import { orderOf, parseSort } from '../../query/sort.ts';
import type { Compile, Evaluate, Scope } from '../expression.ts';
import { args, type Build, type Builders, isNothing, named, truth, unary } from './build.ts';

const MANY = Number.POSITIVE_INFINITY;

function array(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new MongoError(28689, `${name}'s argument must be an array, but is ${typeName(value)}`);
}

function whole(name: string, value: unknown): number {
  const number = toInteger(value);
  if (number === undefined) throw new MongoError(28690, `${name} requires an integer, found ${typeName(value)}`);
  return number;
}

function elementAt(list: unknown[], index: number): unknown {
  return list[index < 0 ? list.length + index : index];
}

/** `$map`, `$filter` and their like: an input array and an expression evaluated for each element as `$$as`. */
function each(
  name: string,
  body: string,
  apply: (list: unknown[], of: (item: unknown) => unknown, rest: (key: string) => unknown) => unknown,
): Build {
  return (operand, compile) => {
    if (!isDoc(operand) || !('input' in operand) || !(body in operand)) {
      throw new MongoError(16879, `Missing 'input' or '${body}' parameter to ${name}`);
    }
    const as = typeof operand.as === 'string' ? operand.as : 'this';
    const input = compile(operand.input);
    const inner = compile(operand[body], [as]);
    const limit = 'limit' in operand ? compile(operand.limit) : undefined;
    return (current, scope) => {
      const list = input(current, scope);
      if (isNothing(list)) return null;
      const extended = { ...scope };
      const of = (item: unknown): unknown => {
        extended[as] = item;
        return inner(current, extended);
      };
      return apply(array(name, list), of, () => limit?.(current, scope));
    };
  };
}

const reduce: Build = (operand, compile) => {
  if (!isDoc(operand)) throw new MongoError(40075, '$reduce requires an object as an argument');
  const input = compile(operand.input);
  const initial = compile(operand.initialValue);
  const inner = compile(operand.in, ['this', 'value']);
  return (current, scope) => {
    const list = input(current, scope);
    if (isNothing(list)) return null;
    const extended: Scope = { ...scope };
    let value = initial(current, scope);
    for (const item of array('$reduce', list)) {
      extended.this = item;
      extended.value = value;
      value = inner(current, extended);
    }
    return value;
  };
};

function slice(values: unknown[]): unknown {
  const [list, a, b] = values;
  if (isNothing(list) || isNothing(a)) return null;
  const items = array('$slice', list);
  const first = whole('$slice', a);
  if (b === undefined) return first < 0 ? items.slice(first) : items.slice(0, first);
  if (b === null) return null;
  const start = first < 0 ? Math.max(0, items.length + first) : first;
  return items.slice(start, start + whole('$slice', b));
}

function range(values: unknown[]): unknown {
  const [start, end, step] = values.map((value) => whole('$range', value ?? 1)) as [number, number, number | undefined];
  const by = step ?? 1;
  if (by === 0) throw new MongoError(34449, '$range requires a non-zero step value');
  const result: number[] = [];
  for (let i = start; by > 0 ? i < end : i > end; i += by) {
    if (result.length > 1_000_000) throw new MongoError('BadValue', '$range would give more than 1,000,000 elements');
    result.push(i);
  }
  return result;
}

function indexOf(values: unknown[]): unknown {
  const [list, wanted, start = 0, end] = values;
  if (isNothing(list)) return null;
  const items = array('$indexOfArray', list);
  const stop = end === undefined ? items.length : Math.min(items.length, whole('$indexOfArray', end));
  for (let i = whole('$indexOfArray', start); i < stop; i++) if (equal(items[i], wanted)) return i;
  return -1;
}

function distinct(items: unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const item of items) {
    const hash = hashOf(item);
    if (!seen.has(hash)) seen.set(hash, item);
  }
  return [...seen.values()];
}

function hashes(items: unknown[]): Set<string> {
  return new Set(items.map(hashOf));
}

function setOperation(name: string, combine: (sets: unknown[][]) => unknown): Build {
  return args(name, 0, MANY, (values) => {
    if (values.some(isNothing)) return null;
    return combine(values.map((value) => array(name, value)));
  });
}

function sortArray(values: Doc): unknown {
  const { input, sortBy } = values;
  if (isNothing(input)) return null;
  const items = array('$sortArray', input);
  const direction = toNumber(sortBy);
  if (direction === 1 || direction === -1) return items.toSorted((a, b) => compare(a, b) * direction);
  const order = orderOf(parseSort(sortBy) ?? []);
  return items
    .map((item) => ({ item, key: order.keyOf(isDoc(item) ? item : {}) }))
    .sort((a, b) => order.compare(a.key, b.key))
    .map(({ item }) => item);
}

/** Sums, averages, extremes over several arguments, or over the elements of a single array. */
function overAll(name: string, apply: (values: unknown[]) => unknown): Build {
  return args(name, 0, MANY, (values) => apply(values.length === 1 && Array.isArray(values[0]) ? values[0] : values));
}

export function sum(values: unknown[]): Num {
  let total: Num = 0;
  for (const value of values) if (isNumber(value)) total = arithmetic('add', total, value);
  return total;
}

export function average(values: unknown[]): unknown {
  const numbers = values.filter(isNumber);
  if (numbers.length === 0) return null;
  return double((toNumber(sum(numbers)) as number) / numbers.length);
}

export function extreme(values: unknown[], sign: 1 | -1): unknown {
  let best: unknown;
  for (const value of values) {
    if (isNothing(value)) continue;
    if (best === undefined || compare(value, best) * sign > 0) best = value;
  }
  return best ?? null;
}

export function deviation(values: unknown[], sample: boolean): unknown {
  const numbers = values.filter(isNumber).map((value) => toNumber(value) as number);
  const count = numbers.length - (sample ? 1 : 0);
  if (count <= 0) return null;
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return double(Math.sqrt(numbers.reduce((total, value) => total + (value - mean) ** 2, 0) / count));
}

function someOf(name: string, pick: (items: unknown[], count: number) => unknown[]): Build {
  return named(name, ['input', 'n'], [], ({ input, n }) =>
    isNothing(input) ? null : pick(array(name, input), whole(name, n)),
  );
}

function objectToArray(value: unknown): unknown {
  if (!isDoc(value)) throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return Object.entries(value).map(([k, v]) => ({ k, v }));
}

function arrayToObject(value: unknown): unknown {
  const result: Doc = {};
  for (const item of array('$arrayToObject', value)) {
    const [key, field] = Array.isArray(item) ? (item as unknown[]) : isDoc(item) ? [item.k, item.v] : [];
    if (typeof key !== 'string')
      throw new MongoError(40395, '$arrayToObject requires an array of key-value pairs with string keys');
    setField(result, key, field);
  }
  return result;
}

function mergeObjects(values: unknown[]): unknown {
  const result: Doc = {};
  for (const value of values) {
    if (isNothing(value)) continue;
    if (!isDoc(value))
      throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [key, field] of Object.entries(value)) setField(result, key, field);
  }
  return result;
}

function getFieldOf(operand: unknown, compile: Compile): Evaluate {
  const spec = isDoc(operand) && 'field' in operand ? operand : { field: operand };
  const field = compile(spec.field);
  const input = 'input' in spec ? compile(spec.input) : (current: Doc) => current;
  return (current, scope) => {
    const from = input(current, scope);
    const name = field(current, scope);
    return isDoc(from) && typeof name === 'string' && Object.hasOwn(from, name) ? from[name] : undefined;
  };
}

/** Arrays, sets and objects. */
export const ARRAYS: Builders = {
  $size: args('$size', 1, 1, ([value]) => {
    if (!Array.isArray(value))
      throw new MongoError(17124, `The argument to $size must be an array, but was of type: ${typeName(value)}`);
    return value.length;
  }),
  $isArray: args('$isArray', 1, 1, ([value]) => Array.isArray(value)),
  $arrayElemAt: args('$arrayElemAt', 2, 2, ([list, index]) =>
    isNothing(list) || isNothing(index) ? null : elementAt(array('$arrayElemAt', list), whole('$arrayElemAt', index)),
  ),
  $first: unary('$first', (value) => array('$first', value)[0]),
  $last: unary('$last', (value) => array('$last', value).at(-1)),
  $firstN: someOf('$firstN', (items, count) => items.slice(0, count)),
  $lastN: someOf('$lastN', (items, count) => items.slice(-count)),
  $maxN: someOf('$maxN', (items, count) =>
    items
      .filter((item) => !isNothing(item))
      .sort((a, b) => compare(b, a))
      .slice(0, count),
  ),
  $minN: someOf('$minN', (items, count) =>
    items
      .filter((item) => !isNothing(item))
      .sort((a, b) => compare(a, b))
      .slice(0, count),
  ),
  $concatArrays: setOperation('$concatArrays', (lists) => lists.flat()),
  $reverseArray: unary('$reverseArray', (value) => array('$reverseArray', value).toReversed()),
  $slice: args('$slice', 2, 3, slice),
  $range: args('$range', 2, 3, range),
  $in: args('$in', 2, 2, ([value, list]) => {
    if (!Array.isArray(list))
      throw new MongoError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
    return list.some((item) => equal(item, value));
  }),
  $indexOfArray: args('$indexOfArray', 2, 4, indexOf),
  $map: each('$map', 'in', (list, of) => list.map((item) => of(item) ?? null)),
  $filter: each('$filter', 'cond', (list, of, limit) => {
    const kept = list.filter((item) => truth(of(item)));
    const count = toInteger(limit('limit'));
    return count === undefined ? kept : kept.slice(0, count);
  }),
  $reduce: reduce,
  $sortArray: named('$sortArray', ['input', 'sortBy'], [], sortArray),
  $zip: named('$zip', ['inputs'], ['useLongestLength', 'defaults'], ({ inputs, useLongestLength, defaults }) => {
    const lists = array('$zip', inputs);
    if (lists.some(isNothing)) return null;
    const lengths = lists.map((list) => array('$zip', list).length);
    const length = useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths);
    const fill = Array.isArray(defaults) ? (defaults as unknown[]) : [];
    return Array.from({ length }, (_, i) => lists.map((list, j) => (list as unknown[])[i] ?? fill[j] ?? null));
  }),
  $setUnion: setOperation('$setUnion', (sets) => distinct(sets.flat())),
  $setIntersection: setOperation('$setIntersection', ([first = [], ...rest]) =>
    rest.reduce((kept, other) => {
      const known = hashes(other);
      return kept.filter((item) => known.has(hashOf(item)));
    }, distinct(first)),
  ),
  $setDifference: setOperation('$setDifference', ([a = [], b = []]) => {
    const known = hashes(b);
    return distinct(a).filter((item) => !known.has(hashOf(item)));
  }),
  $setEquals: setOperation('$setEquals', ([first = [], ...rest]) => {
    const known = hashes(first);
    return rest.every((other) => {
      const others = hashes(other);
      return others.size === known.size && [...others].every((hash) => known.has(hash));
    });
  }),
  $setIsSubset: setOperation('$setIsSubset', ([a = [], b = []]) => {
    const known = hashes(b);
    return a.every((item) => known.has(hashOf(item)));
  }),
  $anyElementTrue: args('$anyElementTrue', 1, 1, ([list]) => array('$anyElementTrue', list).some(truth)),
  $allElementsTrue: args('$allElementsTrue', 1, 1, ([list]) => array('$allElementsTrue', list).every(truth)),
  $sum: overAll('$sum', sum),
  $avg: overAll('$avg', average),
  $min: overAll('$min', (values) => extreme(values, -1)),
  $max: overAll('$max', (values) => extreme(values, 1)),
  $stdDevPop: overAll('$stdDevPop', (values) => deviation(values, false)),
  $stdDevSamp: overAll('$stdDevSamp', (values) => deviation(values, true)),
  $objectToArray: unary('$objectToArray', objectToArray),
  $arrayToObject: unary('$arrayToObject', arrayToObject),
  $mergeObjects: overAll('$mergeObjects', mergeObjects),
  $getField: getFieldOf,
  $setField: named('$setField', ['field', 'input', 'value'], [], ({ field, input, value }) => {
    if (isNothing(input)) return null;
    const result = { ...(input as Doc) };
    if (value === undefined) delete result[field as string];
    else setField(result, field as string, value);
    return result;
  }),
  $unsetField: named('$unsetField', ['field', 'input'], [], ({ field, input }) => {
    if (isNothing(input)) return null;
    const result = { ...(input as Doc) };
    delete result[field as string];
    return result;
  }),
};
