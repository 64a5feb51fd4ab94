import { matches, passes, isOperators } from './match.ts';
import { type Document, isDocument, type Maybe, numberLike, numberOf, order, same, type Value } from './values.ts';

/** What MongoDB refuses. */
export class Refused extends Error {}

type Container = Document | Value[];

/** What an operator makes of a field's value; undefined removes it. */
type Change = (value: Maybe, operand: Value) => Maybe;

/** A copy of the document, updated (manual: "Update Operators"). Throws Refused. */
export function updated(document: Document, update: Document, arrayFilters: readonly Document[] = []): Document {
  const result = structuredCopy(document) as Document;
  for (const [operator, fields] of Object.entries(update)) {
    for (const [name, operand] of Object.entries(fields as Document)) {
      if (operator === '$rename') {
        rename(result, name, operand as string);
        continue;
      }
      const change = CHANGES[operator];
      if (!change) throw new Error(`the model has no ${operator}`);
      for (const path of places(result, name.split('.'), arrayFilters)) {
        changeAt(result, path, (value) => change(value, structuredCopy(operand)), !KEEPS_ABSENT.has(operator));
      }
    }
  }
  return result;
}

/** Values themselves are never changed, so only what holds them is copied. */
function structuredCopy(value: Value): Value {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, structuredCopy(field)]));
}

/** The paths without `$[]` and `$[x]` that such a path stands for. */
function places(document: Document, path: string[], filters: readonly Document[]): string[][] {
  const at = path.findIndex((part) => part.startsWith('$['));
  if (at < 0) return [path];
  const before = path.slice(0, at);
  const list = before.reduce<Maybe>((value, part) => (value as Document | undefined)?.[part], document);
  if (!Array.isArray(list)) throw new Refused(`${before.join('.')} is no array`);
  const identifier = path[at]!.slice(2, -1);
  const filter = filters.find((each) => Object.keys(each)[0]!.split('.')[0] === identifier);
  return list.flatMap((element, i) => {
    if (filter && !matches({ [identifier]: element }, filter)) return [];
    return places(document, [...before, String(i), ...path.slice(at + 1)], filters);
  });
}

/** Operators that do nothing where the field is not there. */
const KEEPS_ABSENT = new Set(['$unset', '$pull', '$pullAll', '$pop']);

function changeAt(document: Document, path: string[], change: (value: Maybe) => Maybe, create: boolean): void {
  let container: Container = document;
  for (const part of path.slice(0, -1)) {
    if (!reachable(container, part, create)) return;
    let next = valueIn(container, part);
    if (next === undefined) {
      if (!create) return;
      next = {};
      put(container, part, next);
    }
    if (!isDocument(next) && !Array.isArray(next)) {
      if (create) throw new Refused(`no field in ${part}`);
      return;
    }
    container = next;
  }
  const last = path.at(-1)!;
  if (!reachable(container, last, create)) return;
  const before = valueIn(container, last);
  if (before === undefined && !create) return;
  put(container, last, change(before));
}

function reachable(container: Container, part: string, create: boolean): boolean {
  if (!Array.isArray(container) || /^\d+$/.test(part)) return true;
  if (create) throw new Refused(`no field ${part} in an array`);
  return false;
}

function valueIn(container: Container, part: string): Maybe {
  return Array.isArray(container) ? container[Number(part)] : container[part];
}

function put(container: Container, part: string, value: Maybe): void {
  if (!Array.isArray(container)) {
    if (value === undefined) delete container[part];
    else container[part] = value;
    return;
  }
  while (container.length < Number(part)) container.push(null);
  container[Number(part)] = value ?? null;
}

function rename(document: Document, from: string, to: string): void {
  const value = document[from];
  if (value === undefined) return;
  delete document[from];
  changeAt(document, to.split('.'), () => value, true);
}

function numeric(work: (a: number, b: number) => number, absent: (operand: Value) => Value): Change {
  return (value, operand) => {
    if (value === undefined) return absent(operand);
    const [a, b] = [numberOf(value), numberOf(operand)];
    if (a === undefined || b === undefined) throw new Refused('not a number');
    return numberLike(work(a, b), value, operand);
  };
}

function list(value: Maybe): Value[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Refused('not an array');
  return value;
}

const each = (operand: Value): Value[] =>
  isDocument(operand) && '$each' in operand ? (operand.$each as Value[]) : [operand];

const CHANGES: Record<string, Change> = {
  $set: (_value, operand) => operand,
  $unset: () => undefined,
  $inc: numeric(
    (a, b) => a + b,
    (operand) => operand,
  ),
  $mul: numeric(
    (a, b) => a * b,
    (operand) => numberLike(numberOf(operand)! * 0, operand, operand),
  ),
  $min: (value, operand) => (value === undefined || order(operand, value) < 0 ? operand : value),
  $max: (value, operand) => (value === undefined || order(operand, value) > 0 ? operand : value),
  $push: (value, operand) => pushed(list(value), operand),
  $addToSet: (value, operand) => {
    const result = [...list(value)];
    for (const item of each(operand)) if (!result.some((present) => same(present, item))) result.push(item);
    return result;
  },
  $pull: (value, operand) => list(value).filter((element) => !pulls(element, operand)),
  $pullAll: (value, operand) =>
    list(value).filter((element) => !(operand as Value[]).some((item) => same(element, item))),
  $pop: (value, operand) => (numberOf(operand) === 1 ? list(value).slice(0, -1) : list(value).slice(1)),
};

function pulls(element: Value, condition: Value): boolean {
  if (isOperators(condition)) return passes(element, [], condition);
  if (isDocument(condition)) return isDocument(element) && matches(element, condition);
  return same(element, condition);
}

function pushed(present: Value[], operand: Value): Value[] {
  const modifiers: Document = isDocument(operand) && '$each' in operand ? operand : {};
  const at = numberOf(modifiers.$position) ?? present.length;
  const from = at >= 0 ? Math.min(at, present.length) : Math.max(0, present.length + at);
  const result = [...present.slice(0, from), ...each(operand), ...present.slice(from)];
  const { $sort: by, $slice: size } = modifiers;
  if (by !== undefined) result.sort((a, b) => orderBy(a, b, by));
  if (size === undefined) return result;
  const n = numberOf(size)!;
  if (n === 0) return [];
  return n > 0 ? result.slice(0, n) : result.slice(n);
}

/** By 1 or -1 whole elements are compared, by `{field: 1}` that field. */
function orderBy(a: Value, b: Value, by: Value): number {
  if (!isDocument(by)) return order(a, b) * numberOf(by)!;
  for (const [name, direction] of Object.entries(by)) {
    const key = (element: Value) => (isDocument(element) ? (element[name] ?? null) : null);
    const difference = order(key(a), key(b)) * numberOf(direction)!;
    if (difference !== 0) return difference;
  }
  return 0;
}
