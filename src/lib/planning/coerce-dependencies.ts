import { coerceTitle, field, list, text } from './coerce-values.ts';
import { quote } from './repair-notes.ts';
import { fold } from './text.ts';

/** What one written dependency points at: a bare number whose base is still open, or a subtask for certain. */
type Reference = { number: number } | { index: number } | { unknown: string };

/**
 * The dependency indexes of each raw subtask. A dependency may be written as an index, an ordinal ("step 2"), a title
 * or the id another subtask carries. Bare numbers are 0-based, as asked for, unless the plan makes clear sense only
 * when counted from 1 (or by the ids it states). Indexes may still be out of range or circular: repair sees to that.
 */
export function coerceDependencies(raw: readonly unknown[], repairs: string[]): number[][] {
  const titles = raw.map((item) => fold(coerceTitle(item)));
  const ids = raw.map((item) => fold(text(field(item, 'id', 'key', 'ref')).trim()));
  const references = raw.map((item) => readReferences(item, titles, ids));
  const shift = numberShift(references, ids);
  if (shift === 1) repairs.push('Dependencies were counted from 1 and were read that way');
  return references.map((items, index) => {
    const indexes = items.flatMap((reference) => {
      if ('index' in reference) return [reference.index];
      if ('number' in reference) return [reference.number - shift];
      const title = coerceTitle(raw[index]);
      if (title !== '')
        repairs.push(
          `${quote(title)} waited for the unknown step ${quote(reference.unknown)}: that dependency was removed`,
        );
      return [];
    });
    return [...new Set(indexes)];
  });
}

function readReferences(item: unknown, titles: readonly string[], ids: readonly string[]): Reference[] {
  const value = field(
    item,
    'dependencies',
    'dependsOn',
    'depends_on',
    'prerequisites',
    'requires',
    'blockedBy',
    'after',
  );
  const items =
    typeof value === 'string' && !titles.includes(fold(coerceTitle(value))) ? value.split(/[,;]/) : list(value);
  return items.flatMap((entry) => {
    const written = typeof entry === 'object' ? field(entry, 'index', 'subtask', 'id', 'title', 'name') : entry;
    if (typeof written === 'number') return Number.isFinite(written) ? [{ number: Math.trunc(written) }] : [];
    const name = text(written).trim();
    return name === '' || /^(?:none|n\/a|null|-|nothing|false|true)$/i.test(name) ? [] : [resolve(name, titles, ids)];
  });
}

function resolve(name: string, titles: readonly string[], ids: readonly string[]): Reference {
  if (/^\d{1,4}$/.test(name)) return { number: Number(name) };
  const byId = ids.indexOf(fold(name));
  if (byId >= 0) return { index: byId };
  const byTitle = titles.indexOf(fold(coerceTitle(name)));
  if (byTitle >= 0) return { index: byTitle };
  const ordinal = /^(?:step|task|subtask|#)\s*(\d{1,3})\b/i.exec(name);
  return ordinal ? { index: Number(ordinal[1]) - 1 } : { unknown: name };
}

/**
 * 1 when bare numbers count from 1, else 0. Counting from 0 is given up only on strong evidence: no number is 0, and
 * either every number is an id the subtasks carry from 1 on or at least two make no sense from 0 (an own index, a
 * later or an absent subtask), while counting from 1 removes all of those faults.
 */
function numberShift(references: readonly (readonly Reference[])[], ids: readonly string[]): 0 | 1 {
  const numbers = references.flatMap((items, index) =>
    items.flatMap((reference) => ('number' in reference ? [{ index, number: reference.number }] : [])),
  );
  if (numbers.some(({ number }) => number < 1)) return 0;
  const faults = (shift: number) => numbers.filter(({ index, number }) => number - shift >= index).length;
  if (faults(1) > 0) return 0;
  const numberedFromOne = ids.length > 0 && ids.every((id, index) => id === String(index + 1));
  return faults(0) >= (numberedFromOne ? 1 : 2) ? 1 : 0;
}
