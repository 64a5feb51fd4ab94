import { BSONRegExp, ObjectId } from 'bson';
import { RANK, rankOf } from '../bson/compare.ts';
import { after, inverted, keyOf } from '../bson/keys.ts';
import { isNumber, toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isOperators } from '../bson/values.ts';

/** A cut through all keys: before those that start with `bytes`, or after them. */
export interface Cut {
  bytes: Buffer;
  after: boolean;
}

/** The keys between two cuts. */
export interface Interval {
  lo: Cut;
  hi: Cut;
  /** One single value. */
  point: boolean;
}

/** What one condition of a filter allows a field: intervals in order; none means nothing can match. */
export interface Constraint {
  intervals: Interval[];
  /** Whether a missing field can satisfy it (then a sparse index does not hold all answers). */
  missing: boolean;
  /** Whether a field without arrays satisfies the condition just when its key lies in the intervals. */
  exact?: boolean;
  /** Whether the same holds where fields are arrays: one of their elements, or they themselves, have such a key. */
  everywhere?: boolean;
}

/** What a filter says about each path. */
export interface Constraints {
  /** One for each condition that an index can help with. */
  of: Map<string, Constraint[]>;
  /** How many conditions the filter consists of. */
  conditions: number;
}

/** The least key at or after a cut. */
export function cutKey(cut: Cut): Buffer {
  return cut.after ? after(cut.bytes) : cut.bytes;
}

/** The bounds of an interval for an ascending or a descending field. */
export function bytesOf(interval: Interval, descending: boolean): { lo: Buffer; hi: Buffer } {
  if (!descending) return { lo: cutKey(interval.lo), hi: cutKey(interval.hi) };
  const mirror = (cut: Cut): Buffer => cutKey({ bytes: inverted(cut.bytes), after: !cut.after });
  return { lo: mirror(interval.hi), hi: mirror(interval.lo) };
}

const before = (bytes: Buffer): Cut => ({ bytes, after: false });
const beyond = (bytes: Buffer): Cut => ({ bytes, after: true });
const ofRank = (rank: number): Buffer => Buffer.from([rank]);

function point(value: unknown): Interval {
  const bytes = keyOf(value);
  return { lo: before(bytes), hi: beyond(bytes), point: true };
}

function bracket(rank: number): Interval {
  return { lo: before(ofRank(rank)), hi: beyond(ofRank(rank)), point: false };
}

/** Everything an index can hold. */
export const EVERYTHING: Interval = { lo: before(ofRank(1)), hi: beyond(ofRank(127)), point: false };

/** The constraints a filter puts on each path. Without `strings` those on strings are left out (a collation's order). */
export function constraints(filter: Doc, strings = true): Constraints {
  const found: Constraints = { of: new Map(), conditions: 0 };
  collect(filter, '', found, strings);
  return found;
}

function collect(filter: Doc, prefix: string, found: Constraints, strings: boolean): void {
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) if (isDoc(part)) collect(part, prefix, found, strings);
    } else if (!key.startsWith('$')) field(prefix + key, value, found, strings);
    else {
      found.conditions++;
      if (key === '$or' && Array.isArray(value)) alternatives(value, prefix, found, strings);
    }
  }
}

/** What the branches of an `$or` all say about a path, each something else: together what one of them allows. */
function alternatives(branches: unknown[], prefix: string, found: Constraints, strings: boolean): void {
  const each = branches.map((branch) => {
    const inner: Constraints = { of: new Map(), conditions: 0 };
    if (isDoc(branch)) collect(branch, prefix, inner, strings);
    return inner.of;
  });
  for (const path of each[0]?.keys() ?? []) {
    const parts = each.map((of) => of.get(path)?.[0]);
    if (!parts.every((part) => part !== undefined)) continue;
    const intervals = joined(parts.flatMap((part) => part.intervals));
    const constraint = { intervals, missing: parts.some(({ missing }) => missing) };
    const list = found.of.get(path);
    if (list) list.push(constraint);
    else found.of.set(path, [constraint]);
  }
}

/** Intervals in order, those that overlap or touch as one. */
function joined(intervals: Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const next of ordered(intervals)) {
    // None of the ordered ones lies within the one before, so that each ends last.
    const last = result.at(-1);
    if (last && Buffer.compare(cutKey(next.lo), cutKey(last.hi)) <= 0) {
      result[result.length - 1] = { lo: last.lo, hi: next.hi, point: false };
    } else result.push(next);
  }
  return result;
}

function field(path: string, value: unknown, found: Constraints, strings: boolean): void {
  const add = (constraint: Constraint | undefined): void => {
    found.conditions++;
    if (!constraint) return;
    const list = found.of.get(path);
    if (list) list.push(constraint);
    else found.of.set(path, [constraint]);
  };
  if (value instanceof BSONRegExp) return add(strings ? prefixOf(value.pattern, value.options) : undefined);
  if (!isOperators(value)) return add(equality([value], strings));
  for (const operator of Object.keys(value)) {
    const operand = value[operator];
    if (operator === '$elemMatch' && isDoc(operand)) {
      found.conditions++;
      elemMatch(path, operand, found, strings);
    } else if (operator === '$all' && Array.isArray(operand)) {
      found.conditions++;
      for (const item of operand as unknown[]) if (!isOperators(item)) add(equality([item], strings));
    } else if (operator === '$regex') add(strings ? regex(operand, value.$options) : undefined);
    else add(condition(operator, operand, strings));
  }
}

function elemMatch(path: string, operand: Doc, found: Constraints, strings: boolean): void {
  if (isOperators(operand) && !Object.keys(operand)[0]?.match(/^\$(and|or|nor)$/)) field(path, operand, found, strings);
  else collect(operand, `${path}.`, found, strings);
}

function condition(operator: string, operand: unknown, strings: boolean): Constraint | undefined {
  switch (operator) {
    case '$eq':
      return equality([operand], strings);
    case '$in':
      return Array.isArray(operand) ? equality(operand, strings) : undefined;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(operator, operand, strings);
    case '$exists':
      return operand ? { intervals: [EVERYTHING], missing: false } : undefined;
    default:
      return undefined;
  }
}

function equality(operands: unknown[], strings: boolean): Constraint | undefined {
  const intervals: Interval[] = [];
  let missing = false;
  let exact = true;
  for (const operand of operands) {
    if (!strings && hasText(operand)) return undefined;
    if (operand !== null && typeof operand === 'object' && !isPlain(operand)) exact = false;
    if (operand instanceof BSONRegExp) {
      const prefix = prefixOf(operand.pattern, operand.options);
      if (!prefix) return undefined;
      intervals.push(...prefix.intervals);
    } else if (operand === null || operand === undefined) {
      missing = true;
      intervals.push(point(null));
    } else if (Array.isArray(operand)) {
      // An index holds an array's elements; the whole array only where it is itself an element.
      intervals.push(point((operand as unknown[])[0]), point(operand));
    } else intervals.push(point(operand));
  }
  const everywhere = exact && operands.every((operand) => operand !== null && operand !== undefined);
  return { intervals: ordered(intervals), missing, exact, everywhere };
}

/** Whether equality means no more than the same key. */
function isPlain(operand: object): boolean {
  return operand instanceof ObjectId || operand instanceof Date || isNumber(operand);
}

function hasText(value: unknown): boolean {
  if (typeof value === 'string' || value instanceof BSONRegExp) return true;
  return value !== null && typeof value === 'object' && (Array.isArray(value) || isDoc(value));
}

/** Intervals in order, without those that lie within another. */
function ordered(intervals: Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => Buffer.compare(cutKey(a.lo), cutKey(b.lo)));
  const result: Interval[] = [];
  for (const item of sorted) {
    const last = result.at(-1);
    if (last && Buffer.compare(cutKey(item.hi), cutKey(last.hi)) <= 0) continue;
    if (last && Buffer.compare(cutKey(item.lo), cutKey(last.lo)) === 0) result.pop();
    result.push(item);
  }
  return result;
}

function range(operator: string, operand: unknown, strings: boolean): Constraint | undefined {
  if (operand instanceof BSONRegExp || (!strings && hasText(operand))) return undefined;
  const rank = rankOf(operand);
  if (rank <= RANK.null) {
    if (rank === RANK.minKey) return undefined;
    return operator.endsWith('e') ? { intervals: [point(null)], missing: true } : { intervals: [], missing: false };
  }
  // An array is compared as a whole, but indexed by its elements.
  if (rank === RANK.array || rank === RANK.maxKey) return undefined;
  const key = keyOf(operand);
  const interval = bracket(rank);
  if (rank === RANK.number) {
    if (Number.isNaN(toNumber(operand))) return { intervals: [point(operand)], missing: false };
    // NaN stands before all numbers and is less than none.
    interval.lo = beyond(keyOf(NaN));
  }
  if (operator === '$gt') interval.lo = beyond(key);
  else if (operator === '$gte') interval.lo = before(key);
  else if (operator === '$lt') interval.hi = before(key);
  else interval.hi = beyond(key);
  return { intervals: [interval], missing: false, exact: true };
}

function regex(operand: unknown, options: unknown): Constraint | undefined {
  if (operand instanceof BSONRegExp) {
    return prefixOf(operand.pattern, typeof options === 'string' ? options : operand.options);
  }
  if (typeof operand !== 'string') return undefined;
  return prefixOf(operand, typeof options === 'string' ? options : '');
}

/** The strings a regular expression such as `^abc` can match begin with its literal part. */
function prefixOf(pattern: string, options: string): Constraint | undefined {
  if (/[imx]/.test(options) || pattern.includes('|') || !pattern.startsWith('^')) return undefined;
  let literal = '';
  let rest = pattern.slice(1);
  for (;;) {
    const match = /^(?:\\([^a-zA-Z0-9])|([^\\^$.*+?()[\]{}]))/u.exec(rest);
    if (!match) break;
    const following = rest.slice(match[0].length);
    // A character that may repeat zero times is not part of the prefix.
    if (/^[*?{]/.test(following)) break;
    literal += match[1] ?? match[2] ?? '';
    rest = following;
  }
  if (literal === '') return undefined;
  const bytes = keyOf(literal).subarray(0, -2);
  const interval = { lo: before(bytes), hi: beyond(bytes), point: false };
  const exact = rest === '';
  return { intervals: [interval, point(new BSONRegExp(pattern, options))], missing: false, exact, everywhere: exact };
}

/** What both constraints allow; only for fields that never hold arrays. */
export function intersect(a: Constraint, b: Constraint): Constraint {
  const intervals: Interval[] = [];
  for (const p of a.intervals) {
    for (const q of b.intervals) {
      const lo = Buffer.compare(cutKey(p.lo), cutKey(q.lo)) >= 0 ? p.lo : q.lo;
      const hi = Buffer.compare(cutKey(p.hi), cutKey(q.hi)) <= 0 ? p.hi : q.hi;
      if (Buffer.compare(cutKey(lo), cutKey(hi)) < 0) intervals.push({ lo, hi, point: p.point || q.point });
    }
  }
  const exact = a.exact === true && b.exact === true;
  return { intervals: ordered(intervals), missing: a.missing && b.missing, exact };
}
