import { cleanLine } from './text.ts';

/** Reading single values out of JSON of unknown shape. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of the named own fields that is present and not null. */
export function field(value: unknown, ...names: readonly string[]): unknown {
  if (!isRecord(value)) return undefined;
  const name = names.find((candidate) => Object.hasOwn(value, candidate) && value[candidate] != null);
  return name === undefined ? undefined : value[name];
}

/** Text, or a number or boolean as text; anything else is ''. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** A title without the list marks and emphasis that models like to add; that is no repair worth telling. */
export function coerceTitle(item: unknown): string {
  const raw =
    typeof item === 'string' ? item : text(field(item, 'title', 'name', 'task', 'step', 'summary', 'subtask'));
  return cleanLine(raw)
    .replace(/^(?:#+\s+|[-*•]\s+|\d{1,2}[.)]\s+|(?:step|task|subtask)\s+\d{1,2}\s*[:.)–-]\s*)+/i, '')
    .replace(/^(\*\*|__|`)(.+)\1$/, '$2')
    .trim();
}
