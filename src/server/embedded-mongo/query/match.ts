import { BSONRegExp, BSONSymbol } from 'bson';
import { compileExpression } from '../aggregate/expression.ts';
import { compare, compareStrings, equal, RANK, rankOf, type StringOrder } from '../bson/compare.ts';
import { hashOf } from '../bson/hash.ts';
import { toInteger, toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isOperators, TYPE_NUMBERS, typeName } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { visit } from '../paths.ts';
import { bitTest } from './bits.ts';
import { regexOf } from './regex.ts';

/** What a filter is compiled with: the order of strings and the variables of `let`. */
export interface FilterContext {
  strings?: StringOrder | undefined;
  variables?: Doc | undefined;
}

export interface Matcher {
  test: (doc: Doc) => boolean;
  /** The top-level fields the filter reads; undefined when it may read any. */
  fields: Set<string> | undefined;
}

/** A predicate over one candidate value, or over the whole container with the path to look at. */
type Test =
  | { kind: 'value'; open: boolean; test: (value: unknown) => boolean }
  | { kind: 'path'; test: (container: unknown, path: readonly string[]) => boolean };

/** Compiles a query filter (docs: "Query Predicates"); throws for what MongoDB refuses and for what is not supported. */
export function compileFilter(filter: unknown, context: FilterContext = {}): Matcher {
  if (!isDoc(filter)) throw new MongoError('TypeMismatch', 'Expected field filter to be of type object');
  const fields = new Set<string>();
  const state = { ...context, fields, everything: false };
  const test = conjunction(filter, state);
  return { test, fields: state.everything ? undefined : fields };
}

interface State extends FilterContext {
  fields: Set<string>;
  everything: boolean;
}

function bad(message: string): never {
  throw new MongoError('BadValue', message);
}

function conjunction(filter: Doc, state: State): (doc: Doc) => boolean {
  const tests: ((doc: Doc) => boolean)[] = [];
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    if (key.startsWith('$')) {
      const test = logical(key, value, state);
      if (test) tests.push(test);
      continue;
    }
    const path = key.split('.');
    state.fields.add(path[0] as string);
    const test = predicate(value, state);
    tests.push((doc) => run(test, doc, path));
  }
  if (tests.length === 1) return tests[0] as (doc: Doc) => boolean;
  return (doc) => {
    for (const test of tests) if (!test(doc)) return false;
    return true;
  };
}

function logical(operator: string, value: unknown, state: State): ((doc: Doc) => boolean) | undefined {
  switch (operator) {
    case '$and':
    case '$or':
    case '$nor': {
      if (!Array.isArray(value) || value.length === 0) bad(`${operator} argument must be a non-empty array`);
      const parts = value.map((part: unknown) => {
        if (!isDoc(part)) bad(`${operator} argument's entries must be objects`);
        return conjunction(part, state);
      });
      if (operator === '$and') return (doc) => parts.every((part) => part(doc));
      if (operator === '$or') return (doc) => parts.some((part) => part(doc));
      return (doc) => !parts.some((part) => part(doc));
    }
    case '$comment':
      return undefined;
    case '$expr': {
      state.everything = true;
      const evaluate = compileExpression(value, { strings: state.strings, variables: state.variables });
      return (doc) => truthy(evaluate(doc));
    }
    case '$alwaysTrue':
      return undefined;
    case '$alwaysFalse':
      return () => false;
    case '$sampleRate': {
      const rate = toNumber(value) ?? bad('argument to $sampleRate must be a number');
      return () => Math.random() < rate;
    }
    case '$where':
    case '$text':
    case '$jsonSchema':
      return unsupported(operator);
    default:
      return bad(
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  const number = toNumber(value);
  return number === undefined || number !== 0;
}

function run(test: Test, container: unknown, path: readonly string[]): boolean {
  return test.kind === 'path' ? test.test(container, path) : visit(container, path, test.test, test.open);
}

const NOWHERE: readonly string[] = [];

/** Whether a single value (an array's element, with itself as the only candidate or opened) passes. */
function runOnValue(test: Test, value: unknown): boolean {
  return run(test, value, NOWHERE);
}

function values(test: (value: unknown) => boolean, open = true): Test {
  return { kind: 'value', open, test };
}

function not(test: Test): Test {
  return { kind: 'path', test: (container, path) => !run(test, container, path) };
}

function all(tests: Test[]): Test {
  if (tests.length === 1) return tests[0] as Test;
  return { kind: 'path', test: (container, path) => tests.every((test) => run(test, container, path)) };
}

/** The test a field's value in a filter stands for: a regular expression, operators or a value to equal. */
function predicate(value: unknown, state: State): Test {
  if (value instanceof BSONRegExp) return values(regexTest(regexOf(value), value));
  if (!isOperators(value)) return equality(value, state);
  const tests: Test[] = [];
  for (const operator of Object.keys(value)) {
    if (operator === '$options') {
      if (!('$regex' in value)) bad('$options needs a $regex');
      continue;
    }
    tests.push(operatorTest(operator, value[operator], value, state));
  }
  return all(tests);
}

function equality(operand: unknown, state: State): Test {
  if (operand === null || operand === undefined) return values((value) => value === null || value === undefined);
  if (state.strings === undefined && (typeof operand === 'string' || typeof operand === 'boolean')) {
    return values((value) => value === operand || (value instanceof BSONSymbol && value.value === operand));
  }
  return values((value) => value !== undefined && equal(value, operand, state.strings));
}

function regexTest(regex: RegExp, source: unknown): (value: unknown) => boolean {
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return value instanceof BSONRegExp && source instanceof BSONRegExp && compare(value, source) === 0;
  };
}

function operatorTest(operator: string, operand: unknown, whole: Doc, state: State): Test {
  switch (operator) {
    case '$eq':
      return operand instanceof BSONRegExp
        ? values((value) => value instanceof BSONRegExp && compare(value, operand) === 0)
        : equality(operand, state);
    case '$ne':
      if (operand instanceof BSONRegExp) bad("Can't have regex as arg to $ne.");
      return not(equality(operand, state));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, operand, state);
    case '$in':
      return membership(operator, operand, state);
    case '$nin':
      return not(membership(operator, operand, state));
    case '$exists': {
      const test = values((value) => value !== undefined, false);
      return truthy(operand) ? test : not(test);
    }
    case '$type':
      return typeTest(operand);
    case '$not':
      if (operand instanceof BSONRegExp) return not(values(regexTest(regexOf(operand), operand)));
      if (!isDoc(operand)) bad('$not needs a regex or a document');
      if (!isOperators(operand)) bad(`unknown operator: ${Object.keys(operand)[0] ?? ''}`);
      return not(predicate(operand, state));
    case '$regex':
      return values(regexTest(regexOf(operand, whole.$options), operand));
    case '$size': {
      const size = toInteger(operand);
      if (size === undefined || size < 0) bad(`Failed to parse $size. Expected a non-negative integer`);
      return values((value) => Array.isArray(value) && value.length === size, false);
    }
    case '$all':
      return allTest(operand, state);
    case '$elemMatch':
      return elemMatch(operand, state);
    case '$mod':
      return modTest(operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return values(bitTest(operator, operand));
    case '$comment':
      return values(() => true);
    case '$expr':
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
    case '$jsonSchema':
      return unsupported(`${operator} on a field`);
    default:
      return bad(`unknown operator: ${operator}`);
  }
}

function comparison(operator: string, operand: unknown, state: State): Test {
  if (operand instanceof BSONRegExp) bad(`Can't have RegEx as arg to predicate over field`);
  const orEqual = operator.endsWith('e');
  if (operand === null || operand === undefined) return orEqual ? equality(null, state) : values(() => false);
  const sign = operator.startsWith('$g') ? 1 : -1;
  const accept = (order: number) => (order === 0 ? orEqual : Math.sign(order) === sign);
  const rank = rankOf(operand);
  const strings = state.strings ?? compareStrings;
  if (rank === RANK.minKey || rank === RANK.maxKey) {
    return values((value) => value !== undefined && accept(compare(value, operand, strings)));
  }
  const nan = Number.isNaN(toNumber(operand) ?? 0);
  return values((value) => {
    if (value === undefined || rankOf(value) !== rank) return false;
    if (rank === RANK.number && Number.isNaN(toNumber(value)) !== nan) return false;
    return accept(compare(value, operand, strings));
  });
}

function membership(operator: string, operand: unknown, state: State): Test {
  if (!Array.isArray(operand)) bad(`${operator} needs an array`);
  const regexes: ((value: unknown) => boolean)[] = [];
  const keys = new Set<string>();
  const others: unknown[] = [];
  let withNull = false;
  for (const item of operand as unknown[]) {
    if (isOperators(item)) bad(`cannot nest $ under ${operator}`);
    if (item instanceof BSONRegExp) regexes.push(regexTest(regexOf(item), item));
    else if (item === null || item === undefined) withNull = true;
    else if (state.strings) others.push(item);
    else keys.add(hashOf(item));
  }
  return values((value) => {
    if (value === null || value === undefined) return withNull;
    if (keys.size > 0 && keys.has(hashOf(value))) return true;
    return others.some((item) => equal(value, item, state.strings)) || regexes.some((regex) => regex(value));
  });
}

function typeTest(operand: unknown): Test {
  const wanted = new Set<string>();
  for (const item of Array.isArray(operand) ? (operand as unknown[]) : [operand]) {
    if (item === 'number') for (const name of ['int', 'long', 'double', 'decimal']) wanted.add(name);
    else if (typeof item === 'string') {
      if (!(item in TYPE_NUMBERS)) bad(`Unknown type name alias: ${item}`);
      wanted.add(item);
    } else {
      const number = toInteger(item);
      const name = Object.keys(TYPE_NUMBERS).find((key) => TYPE_NUMBERS[key] === number);
      if (name === undefined) bad(`Invalid numerical type code: ${String(item)}`);
      wanted.add(name);
    }
  }
  if (wanted.size === 0) throw new MongoError('FailedToParse', '$type must match at least one type');
  return values((value) => value !== undefined && wanted.has(typeName(value)));
}

function allTest(operand: unknown, state: State): Test {
  if (!Array.isArray(operand)) bad('$all needs an array');
  if (operand.length === 0) return values(() => false);
  const tests = operand.map((item: unknown) => {
    if (isOperators(item) && '$elemMatch' in item) return elemMatch(item.$elemMatch, state);
    if (isOperators(item)) bad('no $ expressions in $all');
    return predicate(item, state);
  });
  return all(tests);
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where', '$text', '$jsonSchema']);

function elemMatch(operand: unknown, state: State): Test {
  const accept = elementTest(operand, state);
  return values((value) => Array.isArray(value) && value.some(accept), false);
}

function elementTest(operand: unknown, state: State): (element: unknown) => boolean {
  if (!isDoc(operand)) bad('$elemMatch needs an Object');
  if (isOperators(operand) && !LOGICAL.has(Object.keys(operand)[0] as string)) {
    const test = predicate(operand, state);
    return (element) => runOnValue(test, element);
  }
  const fields = state.fields;
  // Fields inside the element are not top-level ones.
  const inner: State = { ...state, fields: new Set() };
  const test = conjunction(operand, inner);
  state.fields = fields;
  state.everything ||= inner.everything;
  return (element) => (isDoc(element) || Array.isArray(element)) && test(element as Doc);
}

function modTest(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length < 2) bad('malformed mod, not enough elements');
  if (operand.length > 2) bad('malformed mod, too many elements');
  const [divisor, remainder] = (operand as unknown[]).map((item) => {
    const number = toNumber(item);
    return number === undefined ? bad('malformed mod, not a number') : Math.trunc(number);
  }) as [number, number];
  if (divisor === 0) bad('divisor cannot be 0');
  return values((value) => {
    const number = toNumber(value);
    return number !== undefined && Number.isFinite(number) && (Math.trunc(number) % divisor) - remainder === 0;
  });
}

/** A test for array elements as `$pull` and arrayFilters need it: the condition applied to the element itself. */
export function compileElement(condition: unknown, context: FilterContext = {}): (element: unknown) => boolean {
  const state: State = { ...context, fields: new Set(), everything: false };
  if (condition instanceof BSONRegExp || isOperators(condition)) {
    const test = predicate(condition, state);
    return (element) => runOnValue(test, element);
  }
  if (isDoc(condition)) {
    const test = conjunction(condition, state);
    return (element) => isDoc(element) && test(element);
  }
  return (element) => equal(element, condition, context.strings);
}
