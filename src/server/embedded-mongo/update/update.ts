import { compileStages } from '../aggregate/document-stages.ts';
import { equal } from '../bson/compare.ts';
import { clone, type Doc, isDoc, typeName } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { isIndex } from '../paths.ts';
import { compileFilter, type FilterContext } from '../query/match.ts';
import { bad, NEVER_CREATE, type OperatorContext, OPERATORS, type Place, read, write } from './operators.ts';
import { matchedElement } from './positional.ts';

export interface UpdateOptions extends FilterContext {
  arrayFilters?: unknown;
  /** `let` of the command, for pipelines. */
  variables?: Doc | undefined;
  /** The filter, to which the positional `$` refers. */
  filter: Doc;
}

/** A compiled update. */
export interface Update {
  kind: 'operators' | 'replacement' | 'pipeline';
  /** The document after the update; the given one is left as it is. Throws when the update cannot apply to it. */
  apply(doc: Doc, inserting?: boolean): Doc;
}

/** Compiles the update argument of a command: operators, a whole document, or a pipeline. */
export function compileUpdate(update: unknown, options: UpdateOptions): Update {
  if (Array.isArray(update)) return pipeline(update, options);
  if (!isDoc(update)) throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  const first = Object.keys(update)[0];
  if (first?.startsWith('$')) return operators(update, options);
  for (const key of Object.keys(update)) {
    if (key.startsWith('$')) {
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  if (Array.isArray(options.arrayFilters) && options.arrayFilters.length > 0) {
    throw new MongoError('FailedToParse', 'arrayFilters may not be specified for a replacement-style update');
  }
  return { kind: 'replacement', apply: (doc) => keepId(doc, clone(update)) };
}

function pipeline(stages: unknown[], options: UpdateOptions): Update {
  if (Array.isArray(options.arrayFilters) && options.arrayFilters.length > 0) {
    throw new MongoError('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates');
  }
  const run = compileStages(stages, options);
  return { kind: 'pipeline', apply: (doc) => keepId(doc, run(clone(doc))) };
}

/** The new document with the old one's `_id` in front; throws ImmutableField when it has another. */
function keepId(old: Doc, doc: Doc): Doc {
  if (!('_id' in old)) return doc;
  if ('_id' in doc && !equal(old._id, doc._id)) {
    const message = "After applying the update, the (immutable) field '_id' was found to have been altered to _id: ";
    throw new MongoError('ImmutableField', message + String(doc._id));
  }
  const { _id, ...rest } = doc;
  return { _id: old._id, ...rest };
}

interface Step {
  operator: string;
  name: string;
  path: string[];
  operand: unknown;
}

type ArrayFilters = Map<string, (element: unknown) => boolean>;

function operators(update: Doc, options: UpdateOptions): Update {
  const steps = parseSteps(update);
  const filters = parseArrayFilters(options);
  checkIdentifiers(steps, filters);
  const context: FilterContext = { strings: options.strings };
  return {
    kind: 'operators',
    apply(doc, inserting = false) {
      const result = clone(doc);
      const state: OperatorContext = { now: new Date(), inserting };
      for (const step of steps) {
        if (step.operator === '$setOnInsert' && !inserting) continue;
        const resolve = (path: string[]) => expand(doc, result, path, options.filter, filters, context, inserting);
        if (step.operator === '$rename') rename(result, step);
        else for (const path of resolve(step.path)) applyAt(result, path, step, state);
      }
      if ('_id' in doc && !equal(doc._id, result._id)) {
        throw new MongoError(
          'ImmutableField',
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      return result;
    },
  };
}

function parseSteps(update: Doc): Step[] {
  const steps: Step[] = [];
  const paths: string[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (operator !== '$rename' && !OPERATORS[operator]) {
      throw new MongoError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(fields)) {
      const message = `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${String(fields)}}`;
      throw new MongoError('FailedToParse', message);
    }
    for (const [name, operand] of Object.entries(fields)) {
      claimPath(name, paths);
      if (operator === '$rename') {
        if (typeof operand !== 'string') bad(`The 'to' field for $rename must be a string: ${name}`);
        claimPath(operand, paths);
      }
      steps.push({ operator, name, path: name.split('.'), operand });
    }
  }
  // MongoDB applies updates in the order of their field names.
  return steps.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function claimPath(path: string, taken: string[]): void {
  if (path === '' || path.split('.').includes('')) {
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  for (const other of taken) {
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
      const at = other.length < path.length ? other : path;
      throw new MongoError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${at}'`,
      );
    }
  }
  taken.push(path);
}

const IDENTIFIER = /^[a-z][a-zA-Z0-9]*$/;

function parseArrayFilters({ arrayFilters, strings }: UpdateOptions): ArrayFilters {
  const filters: ArrayFilters = new Map();
  if (arrayFilters === undefined || arrayFilters === null) return filters;
  if (!Array.isArray(arrayFilters)) throw new MongoError('TypeMismatch', 'arrayFilters must be an array');
  for (const filter of arrayFilters as unknown[]) {
    if (!isDoc(filter)) throw new MongoError('TypeMismatch', 'each array filter must be an object');
    const names = identifiers(filter);
    const name = [...names][0];
    if (names.size !== 1 || name === undefined) {
      const many = [...names].join(' and ');
      throw new MongoError(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${many}'`,
      );
    }
    if (!IDENTIFIER.test(name)) {
      bad(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (filters.has(name))
      throw new MongoError('FailedToParse', `Found multiple array filters with the same top-level field name ${name}`);
    const { test } = compileFilter(filter, { strings });
    filters.set(name, (element) => test({ [name]: element }));
  }
  return filters;
}

function identifiers(filter: Doc): Set<string> {
  const names = new Set<string>();
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) names.add(key.split('.')[0] as string);
    else if (Array.isArray(value))
      for (const part of value) if (isDoc(part)) for (const name of identifiers(part)) names.add(name);
  }
  return names;
}

function checkIdentifiers(steps: Step[], filters: ArrayFilters): void {
  const used = new Set<string>();
  for (const { path, name } of steps) {
    for (const part of path) {
      const identifier = /^\$\[(.+)\]$/.exec(part)?.[1];
      if (identifier === undefined) continue;
      if (!filters.has(identifier)) bad(`No array filter found for identifier '${identifier}' in path '${name}'`);
      used.add(identifier);
    }
  }
  for (const name of filters.keys()) {
    if (!used.has(name))
      throw new MongoError('FailedToParse', `The array filter for identifier '${name}' was not used in the update`);
  }
}

/** The concrete paths a path with `$`, `$[]` or `$[id]` stands for in this document. */
function expand(
  original: Doc,
  doc: Doc,
  path: string[],
  filter: Doc,
  filters: ArrayFilters,
  context: FilterContext,
  inserting: boolean,
): string[][] {
  let found: { path: string[]; value: unknown }[] = [{ path: [], value: doc }];
  for (const part of path) {
    if (part === '$') {
      for (const item of found) {
        const index = inserting ? undefined : matchedElement(filter, original, item.path, context);
        if (index === undefined) bad('The positional operator did not find the match needed from the query.');
        item.value = step(item.value, String(index));
        item.path.push(String(index));
      }
    } else if (part.startsWith('$[')) {
      const accept = part === '$[]' ? () => true : (filters.get(part.slice(2, -1)) ?? (() => false));
      found = found.flatMap((item) => elementsOf(item, accept));
    } else {
      for (const item of found) {
        item.value = step(item.value, part);
        item.path.push(part);
      }
    }
  }
  return found.map((item) => item.path);
}

function elementsOf(item: { path: string[]; value: unknown }, accept: (element: unknown) => boolean) {
  if (!Array.isArray(item.value)) {
    if (item.value === undefined) {
      bad(`The path '${item.path.join('.')}' must exist in the document in order to apply array updates.`);
    }
    bad(`Cannot apply array updates to non-array element ${item.path.at(-1) ?? ''}: ${typeName(item.value)}`);
  }
  return (item.value as unknown[]).flatMap((value, i) =>
    accept(value) ? [{ path: [...item.path, String(i)], value }] : [],
  );
}

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return isIndex(key) ? value[Number(key)] : undefined;
  return isDoc(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function applyAt(doc: Doc, path: string[], { operator, operand }: Step, context: OperatorContext): void {
  const place = locate(doc, path, !NEVER_CREATE.has(operator));
  if (place) OPERATORS[operator]?.(place, operand, context);
}

/** The place a path leads to, made on the way when `create`; undefined when it does not exist. */
function locate(doc: Doc, path: string[], create: boolean): Place | undefined {
  let container: Doc | unknown[] = doc;
  for (const [i, key] of path.slice(0, -1).entries()) {
    const place = { container, key };
    if (!viable(place, path[i - 1], create)) return undefined;
    let next = read(place);
    if (next === undefined) {
      if (!create) return undefined;
      next = {};
      write(place, next);
    }
    if (!isDoc(next) && !Array.isArray(next)) {
      if (!create) return undefined;
      notViable(path[i + 1] as string, `{${key}: ${String(next)}}`);
    }
    container = next;
  }
  const place = { container, key: path.at(-1) as string };
  return viable(place, path.at(-2), create) ? place : undefined;
}

function viable({ container, key }: Place, parent: string | undefined, create: boolean): boolean {
  if (!Array.isArray(container) || isIndex(key)) return true;
  if (create) notViable(key, `{${parent ?? ''}: [...]}`);
  return false;
}

function notViable(key: string, element: string): never {
  throw new MongoError('PathNotViable', `Cannot create field '${key}' in element ${element}`);
}

function rename(doc: Doc, { path, operand }: Step): void {
  const from = locate(doc, path, false);
  if (!from || Array.isArray(from.container) || !Object.hasOwn(from.container, from.key)) return;
  const value = from.container[from.key];
  delete from.container[from.key];
  const to = locate(doc, (operand as string).split('.'), true) as Place;
  if (Array.isArray(to.container)) bad(`The destination field cannot be an array element, '${String(operand)}'`);
  write(to, value);
}
