import { Long } from 'bson';
import { compare } from '../bson/compare.ts';
import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc, setField, typeName } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { valueAt } from '../paths.ts';
import { compileFilter } from '../query/match.ts';
import type { SortSpec } from '../query/plan.ts';
import { orderOf, parseSort, sorted } from '../query/sort.ts';
import { collected, fromArray, slice, type Stream, through } from '../streams.ts';
import { weigh } from './accumulators.ts';
import { compileIn, type ExpressionContext, rootScope } from './expression.ts';
import { group } from './group.ts';

/** A compiled stage. */
export type StageRunner = (source: Stream<Doc>) => Stream<Doc>;
type StageCompiler = (operand: unknown, context: ExpressionContext) => StageRunner;

/** The operand of a `$sort`, `$skip` or `$limit`; throws for a wrong one. */
export function sortOf(operand: unknown): SortSpec {
  const sort = parseSort(operand);
  if (!sort) throw new MongoError(15976, '$sort stage must have at least one sort key');
  return sort;
}

export function countOf(name: string, operand: unknown): number {
  const count = toInteger(operand);
  if (count === undefined || count < 0)
    throw new MongoError(15956, `invalid argument to ${name} stage: Expected a non-negative number`);
  return count;
}

export function limitOf(operand: unknown): number {
  const limit = countOf('$limit', operand);
  if (limit === 0) throw new MongoError(15958, 'the limit must be positive');
  return limit;
}

const match: StageCompiler = (operand, context) => {
  const { test } = compileFilter(operand, context);
  return (source) => through(source, (batch) => batch.filter(test));
};

const sortStage: StageCompiler = (operand, { strings }) => {
  const order = orderOf(sortOf(operand), strings);
  return (source) => sorted(source, order, 0, (doc) => doc, weigh);
};

const unwind: StageCompiler = (operand) => {
  const spec = isDoc(operand) ? operand : { path: operand };
  if (typeof spec.path !== 'string' || !spec.path.startsWith('$')) {
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${String(spec.path)}`);
  }
  const path = spec.path.slice(1).split('.');
  const indexField = spec.includeArrayIndex;
  if (indexField !== undefined && (typeof indexField !== 'string' || indexField.startsWith('$'))) {
    throw new MongoError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  }
  const keepEmpty = spec.preserveNullAndEmptyArrays === true;
  const numbered = (doc: Doc, i: unknown): Doc =>
    typeof indexField === 'string' ? replace(doc, indexField.split('.'), i) : doc;
  return (source) =>
    through(source, (batch) =>
      batch.flatMap((doc) => {
        const value = valueAt(doc, path);
        if (Array.isArray(value) && value.length > 0) {
          return value.map((item, i) => numbered(replace(doc, path, item), Long.fromNumber(i)));
        }
        if (value === undefined || value === null || Array.isArray(value)) {
          return keepEmpty ? [numbered(Array.isArray(value) ? replace(doc, path, undefined) : doc, null)] : [];
        }
        return [numbered(doc, null)];
      }),
    );
};

/** A copy of a document with another value at a path; undefined removes. */
export function replace(doc: Doc, [first = '', ...rest]: string[], value: unknown): Doc {
  const copy: Doc = { ...doc };
  if (rest.length > 0) setField(copy, first, replace(isDoc(doc[first]) ? doc[first] : {}, rest, value));
  else if (value === undefined) delete copy[first];
  else setField(copy, first, value);
  return copy;
}

const countStage: StageCompiler = (operand) => {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.')) {
    throw new MongoError(40156, 'the count field must be a non-empty string');
  }
  return (source) => {
    let n = 0;
    return collected(
      source,
      (batch) => void (n += batch.length),
      () => fromArray(n > 0 ? [{ [operand]: n }] : []),
    );
  };
};

const sortByCount: StageCompiler = (operand, context) => {
  const grouped = group({ _id: operand, count: { $sum: 1 } }, context);
  const ordered = sortStage({ count: -1 }, context);
  return (source) => ordered(grouped(source));
};

const sample: StageCompiler = (operand) => {
  const size = isDoc(operand) ? toInteger(operand.size) : undefined;
  if (size === undefined || size <= 0)
    throw new MongoError(28747, 'size argument to $sample must be a positive integer');
  return (source) => {
    // Reservoir sampling (Vitter, algorithm R).
    const kept: Doc[] = [];
    let seen = 0;
    const take = (batch: Doc[]): void => {
      for (const doc of batch) {
        seen++;
        if (kept.length < size) kept.push(doc);
        else {
          const at = Math.floor(Math.random() * seen);
          if (at < size) kept[at] = doc;
        }
      }
    };
    return collected(source, take, () => fromArray(kept));
  };
};

const bucket: StageCompiler = (operand, context) => {
  if (!isDoc(operand) || !Array.isArray(operand.boundaries))
    throw new MongoError(40201, "$bucket requires 'groupBy' and 'boundaries' to be specified");
  const boundaries = operand.boundaries as unknown[];
  const by = compileIn(operand.groupBy, context);
  const name = '\u0000bucket';
  const output = (operand.output as Doc | undefined) ?? { count: { $sum: 1 } };
  const run = group({ _id: { $getField: { $literal: name } }, ...output }, context);
  const ordered = sortStage({ _id: 1 }, context);
  return (source) => ordered(run(through(source, (batch) => batch.map((doc) => ({ ...doc, [name]: place(doc) })))));
  function place(doc: Doc): unknown {
    const value = by(doc, rootScope(doc, context.variables));
    for (let i = boundaries.length - 2; i >= 0; i--) {
      if (compare(value, boundaries[i]) >= 0)
        return compare(value, boundaries[i + 1]) < 0 ? boundaries[i] : otherwise(value);
    }
    return otherwise(value);
  }
  function otherwise(value: unknown): unknown {
    if (isDoc(operand) && 'default' in operand) return operand.default;
    throw new MongoError(
      40066,
      `$switch could not find a matching branch for an input of type ${typeName(value)}, and no default was specified.`,
    );
  }
};

/** The stages that need nothing but what comes to them. */
export const STAGES: Readonly<Record<string, StageCompiler>> = {
  $match: match,
  $sort: sortStage,
  $limit: (operand) => {
    const limit = limitOf(operand);
    return (source) => slice(source, 0, limit);
  },
  $skip: (operand) => {
    const skip = countOf('$skip', operand);
    return (source) => slice(source, skip, 0);
  },
  $group: group,
  $unwind: unwind,
  $count: countStage,
  $sortByCount: sortByCount,
  $sample: sample,
  $bucket: bucket,
};
