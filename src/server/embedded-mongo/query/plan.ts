import { keyOf } from '../bson/keys.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isOperators } from '../bson/values.ts';
import { equal, rankOf } from '../bson/compare.ts';
import { MongoError } from '../errors.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import type { KeyRange } from '../storage/view.ts';
import {
  bytesOf,
  type Constraint,
  constraints,
  type Constraints,
  EVERYTHING,
  type Interval,
  intersect,
} from './bounds.ts';

/** A sort: fields with 1 or -1. */
export type SortSpec = [field: string, direction: 1 | -1][];

/** How documents are found. */
export type Plan =
  | { kind: 'collection'; reverse: boolean }
  | IndexPlan
  /** The documents that are in the ranges of every index plan. */
  | { kind: 'conjunction'; parts: IndexPlan[]; covered: boolean }
  /** The answers of several plans, each document once (`$or`). */
  | { kind: 'union'; plans: Plan[] };

export interface IndexPlan {
  kind: 'index';
  index: Index;
  ranges: KeyRange[];
  reverse: boolean;
  /** The documents come in the order the sort asks for. */
  sorted: boolean;
  /** The entries in the ranges are the answer: no document has to be tested. */
  covered: boolean;
  /** The conditions that hold for just what lies in the ranges. */
  met: ReadonlySet<Constraint>;
  /** Each range is one whole key of a unique index: its lower end. */
  lookup: boolean;
  /** The ranges are to be merged: after this many bytes their keys are in the sort's order. */
  merge: number[] | undefined;
  /** The intervals of each field, for explain. */
  bounds: { field: string; intervals: Interval[] }[];
}

export interface PlanRequest {
  filter: Doc;
  sort?: SortSpec | undefined;
  /** The name or key pattern of an index, or `{$natural: ±1}`. */
  hint?: unknown;
  /** False when a collation is in force: indexes keep strings in byte order. */
  strings?: boolean;
}

/** The most ranges one index scan is split into. */
const MAX_RANGES = 1000;
/** The most ranges merged to keep a sort's order. */
const MAX_MERGED = 64;

/** Chooses how to find a filter's documents; throws BadValue for a hint that names no index. */
export function choosePlan(collection: Collection, request: PlanRequest): Plan {
  const { hint, sort } = request;
  const natural = sort?.find(([field]) => field === '$natural');
  const hinted = hint === undefined || hint === null ? undefined : findHint(collection, hint);
  if (hinted === 'forward' || hinted === 'backward') return { kind: 'collection', reverse: hinted === 'backward' };
  if (natural) return { kind: 'collection', reverse: natural[1] < 0 };
  const found = constraints(request.filter, request.strings !== false);
  if (hinted) return candidate(hinted, found, request) ?? wholeIndex(hinted, request);
  const best = bestIndex(collection, found, request);
  if (best && best.score >= 8) return best.plan;
  return union(collection, request) ?? best?.plan ?? { kind: 'collection', reverse: false };
}

/** The index of most use by rule, if any is of use; with `inOrder`, of those that yield the sort's order. */
export function bestIndex(collection: Collection, found: Constraints, request: PlanRequest, inOrder = false) {
  let best: { plan: IndexPlan; score: number } | undefined;
  for (const index of collection.indexes) {
    if (index.building) continue;
    const plan = candidate(index, found, request);
    if (!plan || (inOrder && !plan.sorted)) continue;
    const score = scoreOf(plan);
    if (!best || score > best.score) best = { plan, score };
  }
  return best;
}

function findHint(collection: Collection, hint: unknown): Index | 'forward' | 'backward' {
  if (isDoc(hint) && '$natural' in hint) return (toNumber(hint.$natural) ?? 1) < 0 ? 'backward' : 'forward';
  const index = collection.indexes.find((item) =>
    typeof hint === 'string' ? item.name === hint : isDoc(hint) && samePattern(item.spec.key as Doc, hint),
  );
  if (index) return index;
  const message =
    'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index';
  throw new MongoError('BadValue', message);
}

/** Whether two key patterns are the same, the order of fields included. */
export function samePattern(a: Doc, b: Doc): boolean {
  return keyOf(a).equals(keyOf(b));
}

/** The scan of a whole index, for a hint that the filter cannot use. */
function wholeIndex(index: Index, request: PlanRequest): Plan {
  return (
    build(index, [], request, new Set(), Object.keys(request.filter).length === 0) ?? {
      kind: 'collection',
      reverse: false,
    }
  );
}

/**
 * The best use of one index, or undefined when it is of no use. Of several conditions on an array only one bounds a
 * scan: the `pick`-th.
 */
export function candidate(
  index: Index,
  found: Constraints,
  request: PlanRequest,
  pick?: number,
): IndexPlan | undefined {
  if (!holdsAnswers(index, found, request.filter)) return undefined;
  const used: Constraint[] = [];
  const met = new Set<Constraint>();
  for (const [i, field] of index.fields.entries()) {
    const list = found.of.get(field.name);
    if (!list || (i > 0 && sharesArray(index, i))) break;
    const multikey = isMultikey(index, field.name);
    const chosen = pick === undefined ? list.find(isPoints) : list[pick % list.length];
    const constraint = multikey ? (chosen ?? list[0]!) : list.reduce(intersect);
    used.push(constraint);
    if (multikey && constraint.everywhere && !field.name.includes('.')) met.add(constraint);
    if (!multikey && constraint.exact) for (const part of list) met.add(part);
    if (!isPoints(constraint)) break;
  }
  const plan = build(index, used, request, met, met.size === found.conditions);
  return used.length > 0 || plan?.sorted ? plan : undefined;
}

function isPoints(constraint: Constraint): boolean {
  return constraint.intervals.every((interval) => interval.point);
}

function isMultikey(index: Index, name: string): boolean {
  for (const path of index.multikey) if (name === path || name.startsWith(`${path}.`)) return true;
  return false;
}

/** Whether field `i` lies in the same array as an earlier one: their bounds may then hold for different elements. */
function sharesArray(index: Index, i: number): boolean {
  const name = (index.fields[i] as { name: string }).name;
  for (const path of index.multikey) {
    const inside = (field: string) => field === path || field.startsWith(`${path}.`);
    if (inside(name) && index.fields.slice(0, i).some((field) => inside(field.name))) return true;
  }
  return false;
}

function build(
  index: Index,
  used: Constraint[],
  request: PlanRequest,
  met: ReadonlySet<Constraint>,
  exact: boolean,
): IndexPlan | undefined {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  const bounds: IndexPlan['bounds'] = [];
  let ranges: KeyRange[] | undefined;
  let single = 0;
  for (const [i, constraint] of used.entries()) {
    const { name, direction } = index.fields[i] as { name: string; direction: 1 | -1 };
    const descending = direction < 0;
    const intervals = descending ? constraint.intervals.toReversed() : constraint.intervals;
    if (prefixes.length * intervals.length > MAX_RANGES && i > 0) break;
    bounds.push({ field: name, intervals });
    if (isPoints(constraint)) {
      if (single === i && intervals.length === 1) single++;
      prefixes = prefixes.flatMap((prefix) =>
        intervals.map((interval) => Buffer.concat([prefix, bytesOf(interval, descending).lo])),
      );
      continue;
    }
    ranges = prefixes.flatMap((prefix) =>
      intervals.map((interval) => {
        const { lo, hi } = bytesOf(interval, descending);
        return { lo: Buffer.concat([prefix, lo]), hi: Buffer.concat([prefix, hi]) };
      }),
    );
  }
  const lookup = index.unique && !ranges && bounds.length === index.fields.length;
  const complete = bounds.length === used.length;
  const covered = exact && complete;
  ranges ??= prefixes.map((prefix) => ({ lo: prefix, hi: bytesEnd(prefix) }));
  for (const field of index.fields.slice(bounds.length)) bounds.push({ field: field.name, intervals: [EVERYTHING] });
  const order = sortedBy(index, used, single, prefixes, request);
  return {
    kind: 'index',
    index,
    ranges: order?.reverse ? ranges.toReversed() : ranges,
    reverse: order?.reverse ?? false,
    sorted: order !== undefined,
    covered,
    met: complete ? met : new Set(),
    lookup,
    merge: order?.merge,
    bounds,
  };
}

function bytesEnd(prefix: Buffer): Buffer {
  // 0xff follows no key's first byte, ascending or inverted, and no complete value is continued by it.
  return Buffer.concat([prefix, Buffer.from([0xff])]);
}

/** Whether the index yields the sort's order: as it stands, backwards, or by merging the ranges of an `$in`. */
function sortedBy(index: Index, used: Constraint[], single: number, prefixes: Buffer[], request: PlanRequest) {
  const sort = request.sort;
  if (!sort || sort.length === 0 || request.strings === false) return undefined;
  for (const fixed of new Set([single, used.filter(isPoints).length])) {
    const reverse = direction(index, fixed, sort);
    if (reverse === undefined) continue;
    if (fixed === single) return { reverse, merge: undefined };
    if (prefixes.length > MAX_MERGED || used.length > fixed) continue;
    const lengths = prefixes.map((prefix) => prefix.length);
    return { reverse, merge: reverse ? lengths.toReversed() : lengths };
  }
  return undefined;
}

/** Forward (false) or backward (true) when the fields after the `fixed` ones follow the sort, else undefined. */
function direction(index: Index, fixed: number, sort: SortSpec): boolean | undefined {
  let reverse: boolean | undefined;
  let at = fixed;
  for (const [name, wanted] of sort) {
    // A field held to one value does not affect the order.
    if (index.fields.slice(0, fixed).some((field) => field.name === name) && !isMultikey(index, name)) continue;
    const field = index.fields[at];
    if (field?.name !== name || isMultikey(index, name)) return undefined;
    const backward = field.direction !== wanted;
    reverse ??= backward;
    if (reverse !== backward) return undefined;
    at++;
  }
  return reverse ?? false;
}

function scoreOf({ index, bounds, sorted, ranges }: IndexPlan): number {
  let score = 0;
  let points = 0;
  for (const { intervals } of bounds) {
    if (intervals.every((interval) => interval.point)) {
      score += intervals.length <= 1 ? 10 : 9;
      points++;
    } else if (intervals.every((interval) => interval !== EVERYTHING)) score += 5;
    else break;
  }
  if (index.unique && points === index.fields.length) score += 100;
  if (ranges.length === 0) score += 200;
  // An index over arrays holds a document more than once, and cannot count.
  if (index.multikey.size > 0) score -= 1;
  return score + (sorted ? 6 : 0) - index.fields.length * 0.01;
}

/** Whether every document the filter can match has an entry in the index. */
function holdsAnswers(index: Index, found: Constraints, filter: Doc): boolean {
  if (index.partial && !implies(filter, index.partial.filter)) return false;
  if (!index.sparse) return true;
  return index.fields.some((field) => found.of.get(field.name)?.some((constraint) => !constraint.missing));
}

/** Whether whatever matches `filter` matches `wanted`; false when in doubt. */
export function implies(filter: Doc, wanted: Doc): boolean {
  return Object.entries(wanted).every(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition))
      return condition.every((part) => isDoc(part) && implies(filter, part));
    if (path.startsWith('$')) return false;
    const given = conditionsOn(filter, path);
    const needed = isOperators(condition) ? Object.entries(condition) : [['$eq', condition] as [string, unknown]];
    return needed.every(([operator, operand]) => given.some(([op, value]) => covered(op, value, operator, operand)));
  });
}

function conditionsOn(filter: Doc, path: string): [string, unknown][] {
  const list: [string, unknown][] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) if (isDoc(part)) list.push(...conditionsOn(part, path));
    } else if (key === path)
      list.push(...(isOperators(value) ? Object.entries(value) : [['$eq', value] as [string, unknown]]));
  }
  return list;
}

function covered(op: string, value: unknown, operator: string, operand: unknown): boolean {
  if (op === '$in' && Array.isArray(value)) return value.every((item) => covered('$eq', item, operator, operand));
  switch (operator) {
    case '$exists':
      if (op === '$exists') return Boolean(value) === Boolean(operand);
      return Boolean(operand) && /^\$(eq|gte?|lte?|regex|in)$/.test(op) && value !== null && value !== undefined;
    case '$type':
      return op === '$eq' && typeof value === 'string' && operand === 'string';
    case '$eq':
      return op === '$eq' && equal(value, operand);
    case '$ne':
      return op === '$eq' && rankOf(value) === rankOf(operand) && !equal(value, operand);
    case '$in':
      return op === '$eq' && Array.isArray(operand) && operand.some((item) => equal(item, value));
    case '$gt':
    case '$gte':
      return within(op, value, operand, '$g', operator === '$gt');
    case '$lt':
    case '$lte':
      return within(op, value, operand, '$l', operator === '$lt');
    default:
      return false;
  }
}

function within(op: string, value: unknown, limit: unknown, side: '$g' | '$l', strict: boolean): boolean {
  if (rankOf(value) !== rankOf(limit) || !(op === '$eq' || op.startsWith(side))) return false;
  const order = compareSide(value, limit, side);
  if (order > 0) return true;
  return order === 0 && (!strict || op === `${side}t`);
}

function compareSide(value: unknown, limit: unknown, side: '$g' | '$l'): number {
  const order = Buffer.compare(keyOf(value), keyOf(limit));
  return side === '$g' ? order : -order;
}

/** One plan for each branch of an `$or`, if each can use an index. */
function union(collection: Collection, request: PlanRequest): Plan | undefined {
  const branches = findOr(request.filter);
  if (!branches) return undefined;
  const plans: Plan[] = [];
  for (const branch of branches) {
    if (!isDoc(branch)) return undefined;
    const plan = choosePlan(collection, { filter: branch, strings: request.strings });
    if (plan.kind === 'collection') return undefined;
    plans.push(plan);
  }
  return { kind: 'union', plans };
}

function findOr(filter: Doc): unknown[] | undefined {
  if (Array.isArray(filter.$or)) return filter.$or as unknown[];
  if (!Array.isArray(filter.$and)) return undefined;
  for (const part of filter.$and as unknown[]) {
    const inner = isDoc(part) ? findOr(part) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
