import { Long } from 'bson';
import { compare, equal } from '../bson/compare.ts';
import { toInteger } from '../bson/numbers.ts';
import { type Doc, isDoc, setField, typeName } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { valueAt } from '../paths.ts';
import { countMatches, find } from '../query/find.ts';
import { compileFilter } from '../query/match.ts';
import type { SortSpec } from '../query/plan.ts';
import { orderOf, parseSort, sorted } from '../query/sort.ts';
import { chain } from '../query/scan.ts';
import type { Collection } from '../storage/catalog.ts';
import type { View } from '../storage/view.ts';
import { collected, drainNow, empty, fromArray, slice, type Stream, through } from '../streams.ts';
import { weigh } from './accumulators.ts';
import { DOCUMENT_STAGES } from './document-stages.ts';
import { compileIn, type ExpressionContext, rootScope, type Scope } from './expression.ts';
import { group } from './group.ts';
import { fieldsNeeded } from './needs.ts';

/** What a pipeline works with. */
export interface PipelineContext extends ExpressionContext {
  view: View;
  /** The collection of that name in the pipeline's database. */
  collection: (name: string) => Collection | undefined;
  collation?: unknown;
}

type StageRunner = (source: Stream<Doc>) => Stream<Doc>;
type StageCompiler = (operand: unknown, context: PipelineContext) => StageRunner;

/** The memory `$facet`, `$lookup` and others may hold, in bytes. */
const MAX_BYTES = 100 * 1024 * 1024;

/** The stages of a pipeline, each checked to be a document of one field. */
export function parseStages(pipeline: unknown): Doc[] {
  if (!Array.isArray(pipeline)) throw new MongoError('TypeMismatch', "'pipeline' option must be specified as an array");
  return pipeline.map((stage: unknown) => {
    if (!isDoc(stage)) throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    if (Object.keys(stage).length !== 1)
      throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
    return stage;
  });
}

/** Compiles stages to a function of a stream. Throws 40324 for an unknown stage. */
export function compilePipeline(stages: Doc[], context: PipelineContext): StageRunner {
  const runners = stages.map((stage) => {
    const [name = '', operand] = Object.entries(stage)[0] ?? [];
    const mapper = DOCUMENT_STAGES[name];
    if (mapper) {
      const apply = mapper(operand, context);
      return (source: Stream<Doc>) => through(source, (batch) => batch.map(apply));
    }
    const compile = STAGES[name];
    if (!compile) {
      if (KNOWN.has(name)) unsupported(`the aggregation stage ${name}`);
      throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    }
    return compile(operand, context);
  });
  return (source) => runners.reduce((stream, run) => run(stream), source);
}

/** Stages MongoDB has and the engine has not. */
const KNOWN = new Set([
  '$bucketAuto',
  '$setWindowFields',
  '$densify',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$redact',
  '$search',
  '$currentOp',
  '$listSessions',
  '$listLocalSessions',
  '$planCacheStats',
  '$collStats',
  '$indexStats',
  '$changeStream',
  '$out',
  '$merge',
]);

/** The part of a pipeline that a query can answer: leading `$match`, `$sort`, `$skip` and `$limit`, in that order. */
export interface QueryPart {
  filter: Doc;
  sort: SortSpec | undefined;
  skip: number;
  limit: number;
  rest: Doc[];
}

export function queryPart(stages: Doc[]): QueryPart {
  const rest = [...stages];
  const filters: Doc[] = [];
  while (rest[0] && '$match' in rest[0]) {
    const filter = rest.shift()?.$match;
    if (!isDoc(filter)) throw new MongoError(15959, 'the match filter must be an expression in an object');
    filters.push(filter);
  }
  const sort = rest[0] && '$sort' in rest[0] ? sortOf(rest.shift()?.$sort) : undefined;
  const skip = rest[0] && '$skip' in rest[0] ? countOf('$skip', rest.shift()?.$skip) : 0;
  const limit = rest[0] && '$limit' in rest[0] ? limitOf(rest.shift()?.$limit) : 0;
  const filter = filters.length > 1 ? { $and: filters } : (filters[0] ?? {});
  return { filter, sort, skip, limit, rest };
}

/** The documents of a pipeline over a collection. */
export function runPipeline(
  stages: Doc[],
  collection: Collection | undefined,
  context: PipelineContext,
  hint?: unknown,
): Stream<Doc> {
  const { rest, ...query } = queryPart(stages);
  const run = compilePipeline(rest, context);
  if (!collection) {
    compileFilter(query.filter, context);
    return run(empty());
  }
  const request = { ...query, hint, collation: context.collation, variables: context.variables };
  const counted = countOnly(rest);
  if (counted) return counting(countMatches(context.view, collection, { ...request, sort: undefined }), query, counted);
  const { hits } = find(context.view, collection, request);
  const needed = fieldsNeeded(rest);
  return run(through(hits, (batch) => batch.map((hit) => hit.fields(needed))));
}

/** The document of a given number that a pipeline of nothing but a count comes to (as drivers count); else undefined. */
function countOnly(rest: Doc[]): ((n: number) => Doc) | undefined {
  const [stage, ...more] = rest;
  if (!stage || more.length > 0) return undefined;
  const { $group, $count } = stage;
  if (typeof $count === 'string' && /^[^$.][^.]*$/.test($count)) return (n) => ({ [$count]: n });
  if (!isDoc($group)) return undefined;
  const { _id, ...fields } = $group;
  const [field, ...others] = Object.entries(fields);
  const constant = typeof _id === 'number' || _id === null;
  if (!constant || !field || others.length > 0 || !isDoc(field[1])) return undefined;
  const [name] = field;
  return equal(field[1], { $sum: 1 }) && !name.includes('.') ? (n) => ({ _id, [name]: n }) : undefined;
}

function counting(
  counts: Stream<number>,
  { skip, limit }: Pick<QueryPart, 'skip' | 'limit'>,
  toDoc: (n: number) => Doc,
): Stream<Doc> {
  let total = 0;
  const take = (batch: number[]): void => {
    for (const count of batch) total += count;
  };
  return collected(counts, take, () => {
    const n = Math.min(Math.max(0, total - skip), limit > 0 ? limit : Infinity);
    return fromArray(n > 0 ? [toDoc(n)] : []);
  });
}

function sortOf(operand: unknown): SortSpec {
  const sort = parseSort(operand);
  if (!sort) throw new MongoError(15976, '$sort stage must have at least one sort key');
  return sort;
}

function countOf(name: string, operand: unknown): number {
  const count = toInteger(operand);
  if (count === undefined || count < 0)
    throw new MongoError(15956, `invalid argument to ${name} stage: Expected a non-negative number`);
  return count;
}

function limitOf(operand: unknown): number {
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
function replace(doc: Doc, [first = '', ...rest]: string[], value: unknown): Doc {
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

const facet: StageCompiler = (operand, context) => {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const pipelines = Object.entries(operand).map(([name, stages]): [string, StageRunner] => [
    name,
    compilePipeline(parseStages(stages), context),
  ]);
  return (source) => {
    const input: Doc[] = [];
    let bytes = 0;
    const take = (batch: Doc[]): void => {
      for (const doc of batch) {
        input.push(doc);
        bytes += weigh(doc);
      }
      if (bytes > MAX_BYTES) tooMuch('$facet');
    };
    return collected(source, take, () => together(pipelines.map(([name, run]) => [name, run(fromArray(input))])));
  };
};

/** One document with the results of several streams, which are drained one after another. */
function together(streams: [name: string, stream: Stream<Doc>][]): Stream<Doc> {
  const result: Doc = {};
  let at = 0;
  return {
    pull() {
      const next = streams[at];
      if (!next) return at++ === streams.length ? [result] : undefined;
      const [name, stream] = next;
      if (!Object.hasOwn(result, name)) setField(result, name, []);
      const batch = stream.pull();
      if (batch) (result[name] as Doc[]).push(...batch);
      else at++;
      return [];
    },
  };
}

function tooMuch(stage: string): never {
  throw new MongoError(
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `${stage} exceeded the memory limit of ${MAX_BYTES} bytes`,
  );
}

const lookup: StageCompiler = (operand, context) => {
  if (!isDoc(operand) || typeof operand.from !== 'string' || typeof operand.as !== 'string') {
    throw new MongoError('FailedToParse', '$lookup requires string arguments "from" and "as"');
  }
  const { from, as, localField, foreignField } = operand;
  const byField = typeof localField === 'string' && typeof foreignField === 'string';
  if (!byField && operand.pipeline === undefined) {
    throw new MongoError(
      'FailedToParse',
      '$lookup requires either "pipeline" or both "localField" and "foreignField" to be specified',
    );
  }
  const stages = operand.pipeline === undefined ? [] : parseStages(operand.pipeline);
  const variables: Scope = { ...context.variables };
  const lets = Object.entries(isDoc(operand.let) ? operand.let : {}).map(([name, value]) => {
    const evaluate = compileIn(value, context);
    variables[name] = undefined;
    return { name, evaluate };
  });
  const inner: PipelineContext = { ...context, variables };
  const path = typeof localField === 'string' ? localField.split('.') : [];
  const lookUp = (doc: Doc): Doc[] => {
    const scope = rootScope(doc, context.variables);
    for (const { name, evaluate } of lets) variables[name] = evaluate(doc, scope);
    const join = byField ? [{ $match: { [foreignField]: joinCondition(doc, path) } }] : [];
    return drainNow(runPipeline([...join, ...stages], context.collection(from), inner));
  };
  return (source) => eachSlowly(source, (doc) => [replace(doc, as.split('.'), lookUp(doc))]);
};

/** Foreign documents equal in the joined field, to any element where the local one is an array; missing joins null. */
function joinCondition(doc: Doc, path: string[]): Doc {
  const values: unknown[] = [];
  const collect = (value: unknown, from: number): void => {
    if (Array.isArray(value)) {
      for (const item of value) collect(item, from);
    } else if (from < path.length) {
      if (isDoc(value)) collect(value[path[from] as string], from + 1);
      else if (values.length === 0) values.push(null);
    } else values.push(value ?? null);
  };
  collect(doc, 0);
  return { $in: values };
}

/** Works on one document per pull, for stages that take long for each. */
function eachSlowly(source: Stream<Doc>, change: (doc: Doc) => Doc[]): Stream<Doc> {
  let waiting: Doc[] = [];
  return {
    pull() {
      const next = waiting.shift();
      if (next) return change(next);
      const batch = source.pull();
      if (!batch) return undefined;
      waiting = batch;
      return [];
    },
  };
}

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

const unionWith: StageCompiler = (operand, context) => {
  const spec = isDoc(operand) ? operand : { coll: operand };
  const name = spec.coll;
  if (typeof name !== 'string') throw new MongoError('FailedToParse', "$unionWith needs a 'coll'");
  const stages = spec.pipeline === undefined ? [] : parseStages(spec.pipeline);
  return (source) => chain([() => source, () => runPipeline(stages, context.collection(name), context)]);
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

const STAGES: Readonly<Record<string, StageCompiler>> = {
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
  $facet: facet,
  $lookup: lookup,
  $sample: sample,
  $unionWith: unionWith,
  $bucket: bucket,
};
