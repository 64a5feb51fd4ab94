import { compare, type StringOrder } from '../bson/compare.ts';
import { hashOf } from '../bson/hash.ts';
import { arithmetic, integer, isNumber, type Num, toInteger, toNumber } from '../bson/numbers.ts';
import { type Doc, double, isDoc, isInt32, setField, typeName } from '../bson/values.ts';
import { Decimal128 } from 'bson';
import { MongoError } from '../errors.ts';
import { orderOf, parseSort } from '../query/sort.ts';
import { compileIn, type Evaluate, type ExpressionContext, type Scope } from './expression.ts';
import { deviation } from './operators/arrays.ts';
import { isNothing } from './operators/build.ts';

/** The running value of one accumulator in one group. */
export interface Accumulator {
  add(current: Doc, scope: Scope): void;
  result(): unknown;
}

/** Told roughly how many bytes more (or fewer) are kept; throws when that is too much. */
export type Keep = (bytes: number) => void;

/** Makes the accumulator of a field for a new group. */
export type MakeAccumulator = (keep: Keep) => Accumulator;

/** Compiles `{$sum: …}` and its like; throws 15952 for an unknown accumulator. */
export function compileAccumulator(spec: unknown, field: string, context: ExpressionContext): MakeAccumulator {
  if (!isDoc(spec) || Object.keys(spec).length !== 1) {
    throw new MongoError(40234, `The field '${field}' must be an accumulator object`);
  }
  const [name, operand] = Object.entries(spec)[0] as [string, unknown];
  const make = KINDS[name];
  if (!make) throw new MongoError(15952, `unknown group operator '${name}'`);
  return make(operand, context);
}

type Kind = (operand: unknown, context: ExpressionContext) => MakeAccumulator;

/** An accumulator over the values of one expression. */
function over(
  start: (
    strings: StringOrder | undefined,
    keep: Keep,
  ) => {
    add: (value: unknown) => void;
    result: () => unknown;
  },
): Kind {
  return (operand, context) => {
    const evaluate = compileIn(operand, context);
    return (keep) => {
      const { add, result } = start(context.strings, keep);
      return { add: (current, scope) => add(evaluate(current, scope)), result };
    };
  };
}

const sum = over(() => {
  // Whole numbers are added as such as long as they are safe; `total` takes over with the first other kind of number.
  let plain = 0;
  let total: Num | undefined;
  return {
    add: (value) => {
      if (total === undefined && typeof value === 'number' && isInt32(value) && Number.isSafeInteger(plain + value)) {
        plain += value;
      } else if (isNumber(value)) total = arithmetic('add', total ?? integer(plain), value);
    },
    result: () => total ?? integer(plain),
  };
});

const average = over(() => {
  let total: Num = 0;
  let count = 0;
  return {
    add: (value) => {
      if (!isNumber(value)) return;
      total = arithmetic('add', total, value);
      count++;
    },
    result: () => {
      if (count === 0) return null;
      const mean = (toNumber(total) as number) / count;
      return total instanceof Decimal128 ? Decimal128.fromString(String(mean)) : double(mean);
    },
  };
});

const extreme = (sign: 1 | -1) =>
  over((strings) => {
    let best: unknown;
    return {
      add: (value) => {
        if (!isNothing(value) && (best === undefined || compare(value, best, strings) * sign > 0)) best = value;
      },
      result: () => best ?? null,
    };
  });

const edge = (last: boolean) =>
  over(() => {
    let kept: unknown;
    let seen = false;
    return {
      add: (value) => {
        if (seen && !last) return;
        seen = true;
        kept = value;
      },
      result: () => kept ?? null,
    };
  });

const push = over((_, keep) => {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value === undefined) return;
      values.push(value);
      keep(weigh(value));
    },
    result: () => values,
  };
});

const addToSet = over((_, keep) => {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value === undefined) return;
      const hash = hashOf(value);
      if (values.has(hash)) return;
      values.set(hash, value);
      keep(weigh(value));
    },
    result: () => [...values.values()],
  };
});

const standardDeviation = (sample: boolean) =>
  over((_, keep) => {
    const values: unknown[] = [];
    return {
      add: (value) => {
        if (!isNumber(value)) return;
        values.push(value);
        keep(8);
      },
      result: () => deviation(values, sample),
    };
  });

const mergeObjects = over((_, keep) => {
  const merged: Doc = {};
  return {
    add: (value) => {
      if (isNothing(value)) return;
      if (!isDoc(value))
        throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
      keep(weigh(value));
      for (const [key, field] of Object.entries(value)) setField(merged, key, field);
    },
    result: () => merged,
  };
});

const count: Kind = (operand) => {
  if (!isDoc(operand) || Object.keys(operand).length > 0)
    throw new MongoError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  return () => {
    let n = 0;
    return { add: () => (n += 1), result: () => n };
  };
};

/** `$firstN`, `$lastN`, `$maxN`, `$minN`: `{input, n}`. */
function several(
  keep: (values: unknown[], n: number, strings: StringOrder | undefined) => unknown[],
  skipNothing: boolean,
): Kind {
  return (operand, context) => {
    if (!isDoc(operand) || !('input' in operand) || !('n' in operand))
      throw new MongoError(5787901, "expected 'input' and 'n'");
    const evaluate = compileIn(operand.input, context);
    const limit = compileIn(operand.n, context);
    return (memory) => {
      let values: unknown[] = [];
      let n = 0;
      return {
        add: (current, scope) => {
          n ||= toInteger(limit(current, scope)) ?? 0;
          const value = evaluate(current, scope);
          if (skipNothing && isNothing(value)) return;
          if (values.length < n) memory(weigh(value));
          values = keep([...values, value ?? null], n, context.strings);
        },
        result: () => values,
      };
    };
  };
}

/** `$top`, `$bottom` and with n: `{sortBy, output, n?}`. */
function ranked(fromEnd: boolean, single: boolean): Kind {
  return (operand, context) => {
    if (!isDoc(operand) || !('sortBy' in operand) || !('output' in operand))
      throw new MongoError(5788001, "expected 'sortBy' and 'output'");
    const order = orderOf(parseSort(operand.sortBy) ?? [], context.strings);
    const output = compileIn(operand.output, context);
    const limit: Evaluate = single ? () => 1 : compileIn(operand.n, context);
    return (keep) => {
      let kept: { key: ReturnType<typeof order.keyOf>; value: unknown }[] = [];
      return {
        add: (current, scope) => {
          const n = toInteger(limit(current, scope)) ?? 1;
          const value = output(current, scope) ?? null;
          if (kept.length < n) keep(weigh(value));
          kept.push({ key: order.keyOf(current), value });
          kept.sort((a, b) => order.compare(a.key, b.key));
          kept = fromEnd ? kept.slice(-n) : kept.slice(0, n);
        },
        result: () => (single ? (kept[0]?.value ?? null) : kept.map(({ value }) => value)),
      };
    };
  };
}

const KINDS: Readonly<Record<string, Kind>> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: edge(false),
  $last: edge(true),
  $push: push,
  $addToSet: addToSet,
  $stdDevPop: standardDeviation(false),
  $stdDevSamp: standardDeviation(true),
  $mergeObjects: mergeObjects,
  $count: count,
  $firstN: several((values, n) => values.slice(0, n), false),
  $lastN: several((values, n) => values.slice(-n), false),
  $maxN: several((values, n, strings) => values.sort((a, b) => compare(b, a, strings)).slice(0, n), true),
  $minN: several((values, n, strings) => values.sort((a, b) => compare(a, b, strings)).slice(0, n), true),
  $top: ranked(false, true),
  $bottom: ranked(true, true),
  $topN: ranked(false, false),
  $bottomN: ranked(true, false),
};

/** Roughly what a value takes in memory, in bytes. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length * 2;
  if (Array.isArray(value)) return value.reduce<number>((total, item) => total + weigh(item), 32);
  if (isDoc(value))
    return Object.entries(value).reduce((total, [key, field]) => total + key.length + 16 + weigh(field), 48);
  return 16;
}
