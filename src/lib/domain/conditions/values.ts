import type { ConditionField, FieldType, Root } from './fields.ts';

/** What a condition is about: records as stores keep them or the API shows them. Those that are absent have no values. */
export type Subject = Partial<Record<Root, object | null>> & { now: Date };

/** A value that was read, as the history of runs shows it: dates in ISO 8601; null for none. */
export interface ReadValue {
  field: string;
  value: string | number | boolean | string[] | null;
}

/** A description has at most 10,000 characters; what else is longer was not written by hand. */
const longestText = 10_000;
const longestList = 200;

type Reader = (value: unknown) => unknown;

/** A value of each type; what is missing or of another type is the value that stands for none. */
const readers: Record<FieldType, Reader> = {
  text: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, longestText) : ''),
  number: (value) => (typeof value === 'number' ? value : NaN),
  date: (value) => (value instanceof Date || typeof value === 'string' ? new Date(value) : new Date(NaN)),
  'yes/no': (value) => value === true,
  'list of texts': (value) =>
    Array.isArray(value) ? value.slice(0, longestList).map((each) => readers.text(each) as string) : [],
};

/** Whether a normalised value stands for none. */
export function isMissing(value: unknown): boolean {
  if (value instanceof Date) return Number.isNaN(value.getTime());
  if (Array.isArray(value)) return value.length === 0;
  return value === '' || Number.isNaN(value);
}

/** The value at a path of a record's own fields. */
export function valueAt(record: unknown, path: readonly string[]): unknown {
  let value = record;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

type Tree = Record<string, unknown>;
const tree = (): Tree => Object.create(null) as Tree;

/** Puts a value at a path of a tree without prototypes. */
export function place(root: Tree, path: readonly string[], value: unknown): void {
  const inner = path.slice(0, -1).reduce((at, name) => (at[name] ??= tree()) as Tree, root);
  inner[path.at(-1)!] = value;
}

/** Every field with a value of its type, so that nothing a checked condition reads is absent or of another type. */
export function normalise(fields: readonly ConditionField[], subject: Subject): Tree {
  const values = tree();
  for (const { path, type } of fields) {
    const [root, ...rest] = path;
    place(values, path, readers[type](valueAt(subject[root as Root], rest)));
  }
  values.now = subject.now;
  return values;
}

/** A normalised value as people are shown it. */
export function shown(value: unknown): ReadValue['value'] {
  if (typeof value === 'boolean') return value;
  if (isMissing(value)) return null;
  return value instanceof Date ? value.toISOString() : (value as string | number | string[]);
}
