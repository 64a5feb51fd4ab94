import { parseStages, queryPart } from '../aggregate/pipeline.ts';
import { RANK } from '../bson/compare.ts';
import type { Doc } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import type { Interval } from '../query/bounds.ts';
import { find, type Find, type FindRequest } from '../query/find.ts';
import type { IndexPlan, Plan } from '../query/plan.ts';
import type { Collection } from '../storage/catalog.ts';
import { Pace } from '../streams.ts';
import { collectionAt, type CommandContext, docField, namespace } from './context.ts';
import { findRequest } from './read-commands.ts';
import { docOf } from './write-commands.ts';
import { parseSort } from '../query/sort.ts';

/** `explain`: how a command would find its documents and, unless `queryPlanner` is asked for, what that costs. */
export async function explain(context: CommandContext): Promise<Doc> {
  const inner = docField(context.command, 'explain');
  const name = Object.keys(inner)[0] ?? '';
  const explained: CommandContext = { ...context, command: { $db: context.db, ...inner }, name };
  const reply = await explainCommand(explained, context.command.verbosity !== 'queryPlanner');
  return { explainVersion: '1', ...reply, command: inner, serverInfo: { host: 'embedded', version: '8.0.0' } };
}

/** What `explain` and `aggregate` with `explain: true` answer for a command. */
export async function explainCommand(context: CommandContext, execute: boolean): Promise<Doc> {
  const ns = namespace(context);
  const { request, rest } = requestOf(context);
  const collection = collectionAt(context, ns);
  if (!collection) return { queryPlanner: planner(ns, request, { stage: 'EOF' }) };
  const found = find(context.view, collection, request);
  const described: Doc = { queryPlanner: planner(ns, request, stagesOf(found, request, collection)) };
  if (execute) described.executionStats = await run(found);
  if (rest.length === 0) return described;
  return { ...described, stages: [{ $cursor: described }, ...rest] };
}

function requestOf(context: CommandContext): { request: FindRequest; rest: Doc[] } {
  const { command, name } = context;
  switch (name) {
    case 'find':
      return { request: findRequest(context, docField(command, 'filter')), rest: [] };
    case 'count':
    case 'distinct':
      return { request: findRequest(context, docField(command, 'query')), rest: [] };
    case 'findAndModify':
    case 'findandmodify': {
      const request = {
        filter: docField(command, 'query'),
        sort: parseSort(command.sort),
        hint: command.hint,
        limit: 1,
      };
      return { request, rest: [] };
    }
    case 'aggregate': {
      const { rest, ...query } = queryPart(parseStages(command.pipeline));
      return { request: { ...query, hint: command.hint, collation: command.collation }, rest };
    }
    case 'update':
    case 'delete': {
      const list = name === 'update' ? command.updates : command.deletes;
      const statement = docOf(Array.isArray(list) ? (list as unknown[])[0] : undefined);
      const request = { filter: docField(statement, 'q'), hint: statement.hint, collation: statement.collation };
      return { request, rest: [] };
    }
    default:
      if (name === '') throw new MongoError('FailedToParse', 'explain needs a command');
      return unsupported(`explaining '${name}'`);
  }
}

function planner(namespace: string, request: FindRequest, winningPlan: Doc): Doc {
  return { namespace, parsedQuery: request.filter, indexFilterSet: false, winningPlan, rejectedPlans: [] };
}

function stagesOf({ plan, blocking }: Find, request: FindRequest, collection: Collection): Doc {
  const filter = Object.keys(request.filter).length > 0 ? { filter: request.filter } : {};
  let stage = planStage(plan, collection);
  if (stage.stage === 'COLLSCAN') Object.assign(stage, filter);
  else stage = { stage: 'FETCH', ...filter, inputStage: stage };
  const sort = Object.fromEntries(request.sort ?? []);
  if (blocking) stage = { stage: 'SORT', sortPattern: sort, memLimit: 104857600, type: 'simple', inputStage: stage };
  if (request.skip) stage = { stage: 'SKIP', skipAmount: request.skip, inputStage: stage };
  if (request.limit) stage = { stage: 'LIMIT', limitAmount: request.limit, inputStage: stage };
  return stage;
}

function planStage(plan: Plan, collection: Collection): Doc {
  if (plan.kind === 'collection') return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' };
  if (plan.kind === 'union') return { stage: 'OR', inputStages: plan.plans.map((part) => planStage(part, collection)) };
  if (plan.kind === 'conjunction') return { stage: 'AND_HASH', inputStages: plan.parts.map(indexStage) };
  const scan = indexStage(plan);
  return plan.merge ? { stage: 'SORT_MERGE', inputStages: [scan], inputStage: scan } : scan;
}

function indexStage({ index, reverse, bounds }: IndexPlan): Doc {
  return {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.multikey.size > 0,
    multiKeyPaths: Object.fromEntries(
      index.fields.map(({ name }) => [
        name,
        [...index.multikey].filter((path) => name === path || name.startsWith(`${path}.`)),
      ]),
    ),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    indexVersion: 2,
    direction: reverse ? 'backward' : 'forward',
    indexBounds: Object.fromEntries(bounds.map(({ field, intervals }) => [field, intervals.map(showInterval)])),
  };
}

const RANK_NAMES = Object.fromEntries(Object.entries(RANK).map(([name, rank]) => [rank, name]));

/** An interval by the kinds of its ends: the keys themselves cannot be read back. */
function showInterval({ lo, hi, point }: Interval): string {
  const name = (bytes: Buffer): string => RANK_NAMES[bytes[0] as number] ?? 'value';
  const value = (bytes: Buffer): string =>
    bytes.length > 1 ? `${name(bytes)}:${bytes.subarray(1, 24).toString('hex')}` : name(bytes);
  if (point) return `[${value(lo.bytes)}, ${value(lo.bytes)}]`;
  return `${lo.after ? '(' : '['}${value(lo.bytes)}, ${value(hi.bytes)}${hi.after ? ']' : ')'}`;
}

async function run({ hits, effort }: Find): Promise<Doc> {
  const started = performance.now();
  const pace = new Pace();
  let nReturned = 0;
  for (let batch = hits.pull(); batch; batch = hits.pull()) {
    nReturned += batch.length;
    await pace.breathe();
  }
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: effort.keys,
    totalDocsExamined: effort.docs,
  };
}
