import { type Doc, isDoc } from '../../bson/values.ts';
import { MongoError } from '../../errors.ts';
import type { Compile, Evaluate, ExpressionContext, Scope } from '../expression.ts';

/** Compiles one operator with its operand. */
export type Build = (operand: unknown, compile: Compile, context: ExpressionContext) => Evaluate;
export type Builders = Record<string, Build>;

/** An operator of a fixed number of arguments (or a range); a single one may stand without an array. */
export function args(name: string, min: number, max: number, apply: (values: unknown[]) => unknown): Build {
  return (operand, compile) => {
    const list = Array.isArray(operand) ? (operand as unknown[]) : [operand];
    if (list.length < min || list.length > max) {
      const wanted = min === max ? `exactly ${min}` : `at least ${min} and at most ${max}`;
      throw new MongoError(16020, `Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`);
    }
    const items = list.map((item) => compile(item));
    if (items.length === 1) {
      const only = items[0] as Evaluate;
      return (current, scope) => apply([only(current, scope)]);
    }
    return (current, scope) => apply(items.map((item) => item(current, scope)));
  };
}

/** An operator of one argument that gives null for null and missing. */
export function unary(name: string, apply: (value: unknown) => unknown): Build {
  return args(name, 1, 1, ([value]) => (isNothing(value) ? null : apply(value)));
}

/** An operator with named arguments; those in `required` must be given. */
export function named(
  name: string,
  required: string[],
  optional: string[],
  apply: (values: Doc, current: Doc, scope: Scope) => unknown,
): Build {
  return (operand, compile) => {
    if (!isDoc(operand)) throw new MongoError('FailedToParse', `${name} only supports an object as its argument`);
    for (const key of Object.keys(operand)) {
      if (!required.includes(key) && !optional.includes(key)) {
        throw new MongoError('FailedToParse', `Unrecognized argument to ${name}: ${key}`);
      }
    }
    for (const key of required) {
      if (!(key in operand)) throw new MongoError('FailedToParse', `Missing '${key}' parameter to ${name}`);
    }
    const items = Object.entries(operand).map(([key, value]): [string, Evaluate] => [key, compile(value)]);
    return (current, scope) => {
      const values: Doc = {};
      for (const [key, evaluate] of items) values[key] = evaluate(current, scope);
      return apply(values, current, scope);
    };
  };
}

export function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** MongoDB's truth of a value in expressions: all but false, 0, null and missing. */
export function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (isNothing(value) || value === 0) return false;
  if (typeof value === 'object' && !isDoc(value) && 'valueOf' in value) {
    const text = (value as { _bsontype?: string })._bsontype;
    if (text === 'Long' || text === 'Double' || text === 'Decimal128')
      return Number((value as { toString(): string }).toString()) !== 0;
  }
  return true;
}
