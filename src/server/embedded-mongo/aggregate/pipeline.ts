import { equal } from '../bson/compare.ts';
import { type Doc, getField, isDoc, setField } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { isIndex } from '../paths.ts';
import { countMatches, find } from '../query/find.ts';
import { compileFilter } from '../query/match.ts';
import type { SortSpec } from '../query/plan.ts';
import { chain } from '../query/scan.ts';
import type { Collection } from '../storage/catalog.ts';
import type { View } from '../storage/view.ts';
import { collected, drainNow, empty, fromArray, type Stream, through } from '../streams.ts';
import { weigh } from './accumulators.ts';
import { DOCUMENT_STAGES } from './document-stages.ts';
import { compileIn, type ExpressionContext, rootScope, type Scope } from './expression.ts';
import { fieldsNeeded } from './needs.ts';
import { countOf, limitOf, replace, sortOf, type StageRunner, STAGES } from './stages.ts';

/** What a pipeline works with. */
export interface PipelineContext extends ExpressionContext {
  view: View;
  /** The collection of that name in the pipeline's database. */
  collection: (name: string) => Collection | undefined;
  collation?: unknown;
}

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
    const compile = STAGES[name] ?? NESTING[name];
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

const facet = (operand: unknown, context: PipelineContext): StageRunner => {
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

const lookup = (operand: unknown, context: PipelineContext): StageRunner => {
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

/** Foreign documents equal in the joined field to any of the local values; where there is none, null joins. */
function joinCondition(doc: Doc, path: string[]): Doc {
  const values = joinedValues(doc, path);
  const given = values.filter((value) => value !== undefined);
  return { $in: given.length === 0 && values.length > 0 ? [null] : given };
}

/**
 * The values at a path as `$lookup` takes them, undefined for a missing one: documents in arrays on the way are entered,
 * an index picks an element, an array at the end stands for its elements.
 */
function joinedValues(doc: Doc, [key = '', ...rest]: string[]): unknown[] {
  let value = getField(doc, key);
  while (Array.isArray(value) && rest[0] !== undefined && isIndex(rest[0])) value = value[Number(rest.shift())];
  const values = Array.isArray(value) ? value : [value];
  if (rest.length === 0) return values;
  return values.flatMap((inner: unknown) => (isDoc(inner) ? joinedValues(inner, rest) : [undefined]));
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

const unionWith = (operand: unknown, context: PipelineContext): StageRunner => {
  const spec = isDoc(operand) ? operand : { coll: operand };
  const name = spec.coll;
  if (typeof name !== 'string') throw new MongoError('FailedToParse', "$unionWith needs a 'coll'");
  const stages = spec.pipeline === undefined ? [] : parseStages(spec.pipeline);
  return (source) => chain([() => source, () => runPipeline(stages, context.collection(name), context)]);
};

/** Stages that run pipelines of their own. */
const NESTING: Readonly<Record<string, (operand: unknown, context: PipelineContext) => StageRunner>> = {
  $facet: facet,
  $lookup: lookup,
  $unionWith: unionWith,
};
