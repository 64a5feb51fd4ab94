import { compileIn, type Evaluate, type ExpressionContext, rootScope, type Scope } from '../aggregate/expression.ts';
import { toInteger, toNumber } from '../bson/numbers.ts';
import { type Doc, getField, isDoc, isOperators, setField, typeName } from '../bson/values.ts';
import { MongoError, unsupported } from '../errors.ts';
import { valueAt } from '../paths.ts';
import { matchedElement } from '../update/positional.ts';
import { compileElement } from './match.ts';

/** What a projection does at one field. */
type Node =
  | { kind: 'include' }
  | { kind: 'exclude' }
  | { kind: 'compute'; evaluate: Evaluate }
  | { kind: 'slice'; skip: number | undefined; limit: number }
  | { kind: 'elemMatch'; accept: (element: unknown) => boolean }
  | { kind: 'nested'; fields: Map<string, Node> };

type Fields = Map<string, Node>;

/** A compiled projection. */
export interface Projection {
  apply: (doc: Doc) => Doc;
  /** The top-level fields it needs to see; undefined for all. */
  needs: Set<string> | undefined;
}

/** Compiles a projection of `find` (with a filter, for `a.$`) or of `$project`. Throws for what MongoDB refuses. */
export function compileProjection(
  spec: unknown,
  context: ExpressionContext = {},
  filter?: Doc,
): Projection | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (!isDoc(spec)) throw new MongoError('TypeMismatch', "Expected field 'projection' to be of type object");
  if (Object.keys(spec).length === 0) return undefined;
  const builder = new Builder(context, filter !== undefined);
  for (const [path, value] of Object.entries(spec)) builder.add(path, value);
  const inclusive = builder.shows;
  const { fields, positional } = builder;
  if (inclusive && !fields.has('_id')) fields.set('_id', { kind: 'include' });
  const apply = (doc: Doc): Doc => {
    const scope = rootScope(doc, context.variables);
    const shown = positional && filter ? onlyMatched(doc, positional, filter, context) : doc;
    return projectDoc(shown, fields, inclusive, scope, doc);
  };
  return { apply, needs: inclusive && !builder.computes && !positional ? new Set(fields.keys()) : undefined };
}

class Builder {
  readonly fields: Fields = new Map();
  inclusive: boolean | undefined;
  computes = false;
  /** The array shown by its matched element only (`a.$`). */
  positional: string[] | undefined;
  #id = false;
  readonly #context: ExpressionContext;
  readonly #find: boolean;

  constructor(context: ExpressionContext, find: boolean) {
    this.#context = context;
    this.#find = find;
  }

  add(path: string, value: unknown): void {
    if (path === '' || path.split('.').includes(''))
      throw new MongoError(40353, 'FieldPath must not contain empty components');
    if (path.endsWith('.$')) {
      if (!this.#find) throw new MongoError(31324, 'positional projection is only allowed in find');
      const array = path.slice(0, -2);
      this.positional = array.split('.');
      this.#mode(true, path);
      return this.#put(array, { kind: 'include' });
    }
    if (path.startsWith('$'))
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    this.#put(path, this.#node(path, value));
  }

  #node(path: string, value: unknown): Node {
    const number = typeof value === 'boolean' ? Number(value) : toNumber(value);
    if (number !== undefined) {
      const include = number !== 0;
      if (path !== '_id') this.#mode(include, path);
      else if (include) this.#id = true;
      return { kind: include ? 'include' : 'exclude' };
    }
    if (isDoc(value) && !isOperators(value)) {
      if (Object.keys(value).length === 0)
        throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
      const fields: Fields = new Map();
      for (const [key, inner] of Object.entries(value)) putInto(fields, key, this.#node(`${path}.${key}`, inner));
      return { kind: 'nested', fields };
    }
    if (this.#find && isDoc(value) && '$slice' in value) {
      const node = sliceNode(value.$slice);
      if (node) return node;
    }
    if (this.#find && isDoc(value) && '$elemMatch' in value) {
      this.#mode(true, path);
      if (!isDoc(value.$elemMatch)) throw new MongoError('BadValue', '$elemMatch: Invalid argument, object required');
      return { kind: 'elemMatch', accept: compileElement(value.$elemMatch, { strings: this.#context.strings }) };
    }
    if (isDoc(value) && '$meta' in value) unsupported('$meta');
    this.#mode(true, path);
    this.computes = true;
    return { kind: 'compute', evaluate: compileIn(value, this.#context) };
  }

  #mode(include: boolean, path: string): void {
    this.inclusive ??= include;
    if (this.inclusive === include) return;
    const [code, verb, kind] = include ? [31253, 'inclusion', 'exclusion'] : [31254, 'exclusion', 'inclusion'];
    throw new MongoError(code, `Cannot do ${verb} on field ${path} in ${kind} projection`);
  }

  #put(path: string, node: Node): void {
    putInto(this.fields, path, node);
  }

  /** Whether only what is named is shown. `_id` alone decides only where nothing else does. */
  get shows(): boolean {
    return this.inclusive ?? this.#id;
  }
}

function sliceNode(operand: unknown): Node | undefined {
  if (Array.isArray(operand)) {
    const [skip, limit] = (operand as unknown[]).map(toInteger);
    // With an array as first argument it is the expression of the same name.
    if (skip === undefined || limit === undefined) return undefined;
    if (limit <= 0) throw new MongoError(28724, 'First argument to $slice must be positive');
    return { kind: 'slice', skip, limit };
  }
  const limit = toInteger(operand);
  if (limit === undefined)
    throw new MongoError(
      28667,
      `Invalid $slice syntax. The given syntax did not match the find() syntax because :: $slice needs numbers, not ${typeName(operand)}`,
    );
  return { kind: 'slice', skip: undefined, limit };
}

function putInto(fields: Fields, path: string, node: Node): void {
  const [first = '', ...rest] = path.split('.');
  const present = fields.get(first);
  if (rest.length === 0) {
    if (present && !(present.kind === 'include' && node.kind === 'include')) {
      if (present.kind === 'nested' && node.kind === 'nested') {
        for (const [key, inner] of node.fields) putInto(present.fields, key, inner);
        return;
      }
      throw new MongoError(31250, `Path collision at ${path}`);
    }
    fields.set(first, node);
    return;
  }
  if (present && present.kind !== 'nested')
    throw new MongoError(31249, `Path collision at ${path} remaining portion ${rest.join('.')}`);
  const nested = present ?? { kind: 'nested', fields: new Map<string, Node>() };
  fields.set(first, nested);
  putInto(nested.fields, rest.join('.'), node);
}

function projectDoc(doc: Doc, fields: Fields, inclusive: boolean, scope: Scope, root: Doc): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    const node = fields.get(key);
    if (!node) {
      if (!inclusive) setField(result, key, doc[key]);
      continue;
    }
    if (node.kind === 'compute') continue;
    const value = projectValue(doc[key], node, inclusive, scope, root);
    if (value !== undefined) setField(result, key, value);
  }
  for (const [key, node] of fields) compute(result, doc, key, node, inclusive, scope, root);
  return result;
}

/** Adds what is computed: after the fields that were there, in the order of the projection. */
function compute(result: Doc, doc: Doc, key: string, node: Node, inclusive: boolean, scope: Scope, root: Doc): void {
  if (node.kind === 'compute') {
    const value = node.evaluate(root, scope);
    if (value !== undefined) setField(result, key, value);
  } else if (node.kind === 'nested' && !Object.hasOwn(doc, key) && computesAnything(node.fields)) {
    setField(result, key, projectDoc({}, node.fields, inclusive, scope, root));
  }
}

function computesAnything(fields: Fields): boolean {
  for (const node of fields.values()) {
    if (node.kind === 'compute' || (node.kind === 'nested' && computesAnything(node.fields))) return true;
  }
  return false;
}

function projectValue(value: unknown, node: Node, inclusive: boolean, scope: Scope, root: Doc): unknown {
  switch (node.kind) {
    case 'include':
      return value;
    case 'slice':
      return Array.isArray(value) ? sliced(value, node.skip, node.limit) : value;
    case 'elemMatch': {
      if (!Array.isArray(value)) return undefined;
      const found = (value as unknown[]).find(node.accept);
      return found === undefined ? undefined : [found];
    }
    case 'nested':
      if (isDoc(value)) return projectDoc(value, node.fields, inclusive, scope, root);
      if (Array.isArray(value)) return projectArray(value, node, inclusive, scope, root);
      if (computesAnything(node.fields)) return projectDoc({}, node.fields, inclusive, scope, root);
      return inclusive ? undefined : value;
    default:
      return undefined;
  }
}

function projectArray(values: unknown[], node: Node, inclusive: boolean, scope: Scope, root: Doc): unknown[] {
  const result: unknown[] = [];
  for (const item of values) {
    if (!isDoc(item) && !Array.isArray(item) && inclusive) continue;
    const value = projectValue(item, node, inclusive, scope, root);
    if (value !== undefined) result.push(value);
  }
  return result;
}

function sliced(values: unknown[], skip: number | undefined, limit: number): unknown[] {
  if (skip === undefined) return limit < 0 ? values.slice(limit) : values.slice(0, limit);
  const start = skip < 0 ? Math.max(0, values.length + skip) : skip;
  return values.slice(start, start + limit);
}

/** The document with the array at a path cut to the element that matched the filter. */
function onlyMatched(doc: Doc, path: string[], filter: Doc, context: ExpressionContext): Doc {
  const values = valueAt(doc, path);
  if (!Array.isArray(values)) return doc;
  const index = matchedElement(filter, doc, path, { strings: context.strings });
  if (index === undefined) {
    throw new MongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  return replaceAt(doc, path, [values[index]]);
}

function replaceAt(doc: Doc, [first = '', ...rest]: string[], value: unknown): Doc {
  const inner = getField(doc, first);
  return { ...doc, [first]: rest.length === 0 || !isDoc(inner) ? value : replaceAt(inner, rest, value) };
}
