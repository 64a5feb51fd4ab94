import { type Doc, getField, isDoc } from './bson/values.ts';

const INDEX = /^(?:0|[1-9]\d*)$/;

/** Whether a path component can be an array index. */
export function isIndex(component: string): boolean {
  return INDEX.test(component);
}

/**
 * Calls `see` with every value a query path can mean, arrays on the way opened as MongoDB does; at the end of the path
 * an array stands for its elements and then itself, or with `open` false for itself only. Stops when `see` says true.
 * A missing value is seen as undefined.
 */
export function visit(
  value: unknown,
  path: readonly string[],
  see: (value: unknown) => boolean,
  open = true,
  from = 0,
): boolean {
  if (from === path.length) {
    if (open && Array.isArray(value)) for (const item of value) if (see(item)) return true;
    return see(value);
  }
  const key = path[from] as string;
  if (Array.isArray(value)) {
    if (isIndex(key) && Number(key) < value.length) {
      if (visit(value[Number(key)], path, see, open, from + 1)) return true;
    }
    for (const item of value) if (isDoc(item) && visit(item, path, see, open, from)) return true;
    return false;
  }
  if (!isDoc(value)) return see(undefined);
  return visit(getField(value, key), path, see, open, from + 1);
}

/** The values an index or a sort sees at a path: arrays opened, an empty one as undefined, a missing one as null. */
export interface KeyValues {
  values: unknown[];
  /** The path (a prefix of the whole) at which an array was opened, if any. */
  array: string | undefined;
}

export function keyValues(doc: Doc, path: readonly string[]): KeyValues {
  const first = path[0] as string;
  if (path.length === 1) {
    const value = getField(doc, first);
    if (!Array.isArray(value)) return { values: [value === undefined ? null : value], array: undefined };
  }
  const result: KeyValues = { values: [], array: undefined };
  collect(doc, path, 0, result);
  return result;
}

function collect(value: unknown, path: readonly string[], from: number, result: KeyValues): void {
  if (Array.isArray(value)) {
    result.array ??= path.slice(0, from).join('.');
    if (from === path.length) {
      if (value.length === 0) result.values.push(undefined);
      for (const item of value) result.values.push(item === undefined ? null : item);
      return;
    }
    const key = path[from] as string;
    if (isIndex(key) && Number(key) < value.length) return collect(value[Number(key)], path, from + 1, result);
    if (value.length === 0) result.values.push(null);
    for (const item of value) {
      if (isDoc(item)) collect(item, path, from, result);
      else result.values.push(null);
    }
    return;
  }
  if (from === path.length) {
    result.values.push(value === undefined ? null : value);
    return;
  }
  if (isDoc(value)) collect(getField(value, path[from] as string), path, from + 1, result);
  else result.values.push(null);
}

/** Whether anything at all stands at a path (for sparse indexes). */
export function exists(doc: Doc, path: readonly string[]): boolean {
  return visit(doc, path, (value) => value !== undefined, false);
}

/** The value at a path without opening arrays, except by index; undefined when missing. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (Array.isArray(current)) current = isIndex(key) ? current[Number(key)] : undefined;
    else current = isDoc(current) ? getField(current, key) : undefined;
    if (current === undefined) return undefined;
  }
  return current;
}
