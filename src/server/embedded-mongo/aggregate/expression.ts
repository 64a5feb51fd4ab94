import type { StringOrder } from '../bson/compare.ts';
import { type Doc, getField, isDoc, setField } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { OPERATORS } from './operators/index.ts';

/** Variables in force while an expression is evaluated: ROOT, NOW, those of `let`, `$map` … */
export type Scope = Record<string, unknown>;

/** A compiled expression. A missing value is undefined, distinct from null. */
export type Evaluate = (current: Doc, scope: Scope) => unknown;

/** What an expression is compiled with. */
export interface ExpressionContext {
  strings?: StringOrder | undefined;
  /** Variables of the command's or a stage's `let`, already evaluated. */
  variables?: Scope | undefined;
  /** Names of variables that will be in scope besides. */
  names?: ReadonlySet<string>;
}

/** Compiles an operand in the same context, optionally with more variables in scope. */
export type Compile = (expression: unknown, names?: string[]) => Evaluate;

/** A marker a `$$REMOVE` evaluates to: the field is left out. */
const BUILT_IN = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE', 'CLUSTER_TIME', 'DESCEND', 'PRUNE', 'KEEP']);

/** Compiles an aggregation expression to a function of a document. Throws for unknown operators and variables. */
export function compileExpression(
  expression: unknown,
  context: ExpressionContext = {},
): (doc: Doc, scope?: Scope) => unknown {
  const evaluate = compileIn(expression, context);
  return (doc, scope) => evaluate(doc, scope ?? rootScope(doc, context.variables));
}

/** The scope in which a document's expressions start. */
export function rootScope(doc: Doc, variables: Scope | undefined): Scope {
  return {
    ROOT: doc,
    NOW: variables?.NOW ?? new Date(),
    DESCEND: 'descend',
    PRUNE: 'prune',
    KEEP: 'keep',
    ...variables,
  };
}

export function compileIn(expression: unknown, context: ExpressionContext): Evaluate {
  const compile: Compile = (inner, names) =>
    compileIn(inner, names ? { ...context, names: new Set([...(context.names ?? []), ...names]) } : context);
  if (typeof expression === 'string' && expression.startsWith('$')) {
    return expression.startsWith('$$') ? variable(expression.slice(2), context) : fieldPath(expression.slice(1));
  }
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compile(item));
    return (current, scope) => items.map((item) => item(current, scope) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const keys = Object.keys(expression);
  const first = keys[0];
  if (first?.startsWith('$')) {
    if (keys.length > 1) {
      throw new MongoError(
        15983,
        `An object representing an expression must have exactly one field: { ${keys.join(', ')} }`,
      );
    }
    return operator(first, expression[first], compile, context);
  }
  return object(expression, compile);
}

function operator(name: string, operand: unknown, compile: Compile, context: ExpressionContext): Evaluate {
  if (name === '$literal' || name === '$const') return () => operand;
  const build = OPERATORS[name];
  if (!build) throw new MongoError(168, `Unrecognized expression '${name}'`);
  return build(operand, compile, context);
}

function object(expression: Doc, compile: Compile): Evaluate {
  const fields = Object.entries(expression).map(([name, value]): [string, Evaluate] => [name, compile(value)]);
  return (current, scope) => {
    const result: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(current, scope);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

function variable(text: string, context: ExpressionContext): Evaluate {
  const [name = '', ...path] = text.split('.');
  const known =
    BUILT_IN.has(name) ||
    context.names?.has(name) === true ||
    (context.variables !== undefined && name in context.variables);
  if (!known) throw new MongoError(17276, `Use of undefined variable: ${name}`);
  if (name === 'CURRENT') return (current) => along(current, path, 0);
  if (name === 'REMOVE') return () => undefined;
  return path.length === 0 ? (_, scope) => scope[name] : (_, scope) => along(scope[name], path, 0);
}

function fieldPath(text: string): Evaluate {
  if (text === '' || text.split('.').includes('')) {
    throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
  }
  const path = text.split('.');
  if (path.length === 1) return (current) => getField(current, text);
  return (current) => along(current, path, 0);
}

/** Follows a path; an array on the way stands for the values its documents have there. */
export function along(value: unknown, path: readonly string[], from: number): unknown {
  if (from === path.length) return value;
  if (Array.isArray(value)) {
    const found: unknown[] = [];
    for (const item of value) {
      const inner = along(item, path, from);
      if (inner !== undefined) found.push(inner);
    }
    return found;
  }
  return isDoc(value) ? along(getField(value, path[from] as string), path, from + 1) : undefined;
}
