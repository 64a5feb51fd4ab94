import type { CustomField } from '../../contracts/custom-field.ts';
import type { ImportColumn, ImportTarget } from '../../contracts/import.ts';
import { fieldNamed } from '../custom-fields/naming.ts';
import { meaningOf } from './headings.ts';

/** Of these, several columns may stand for one: the first that is filled in counts. */
const severalColumns: ReadonlySet<ImportTarget> = new Set(['email', 'phone', 'company', 'website', 'tags', 'ignore']);

type NamedField = Pick<CustomField, 'key' | 'label' | 'archived'>;

/** More columns than this do not become custom fields by themselves. */
const mostCustom = 60;

const looks: [ImportTarget, RegExp][] = [
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['website', /^(https?:\/\/|www\.)\S+\.\S+$/i],
  ['phone', /^\+?[\d\s()/.-]{7,}$/],
];
const lookOf = (cell: string): ImportTarget | null => looks.find(([, look]) => look.test(cell.trim()))?.[0] ?? null;

/** Whether a file's first row names its columns: it does when a name is known, or when nothing in it looks like data. */
export const isHeading = (cells: readonly string[]): boolean =>
  cells.some((cell) => meaningOf(cell) !== null) ||
  !cells.some((cell) => lookOf(cell) !== null || /^[\d.,]+$/.test(cell));

/** The name of a column without one. */
const nameOf = (heading: string | undefined, index: number): string => {
  const name = heading?.trim() ?? '';
  return name === '' ? `Column ${index + 1}` : name;
};

/**
 * What becomes of the columns of a file when nobody says otherwise: by their headings, else by what stands in them.
 * The label of a custom field goes before what a heading usually means. Unknown columns become custom fields, unless
 * nothing stands in them. `rows` are the first rows of data.
 */
export function mapColumns(
  heading: readonly string[] | null,
  rows: readonly (readonly string[])[],
  fields: readonly NamedField[] = [],
): ImportColumn[] {
  const width = Math.max(heading?.length ?? 0, ...(heading ? [] : rows.map((cells) => cells.length)));
  const columns = Array.from({ length: width }, (_, index) => {
    const header = nameOf(heading?.[index], index);
    return {
      index,
      header,
      ...guess(
        header,
        { byLook: heading === null, isField: heading !== null && fieldNamed(fields, header) !== undefined },
        rows.map((cells) => cells[index] ?? ''),
      ),
    };
  });
  const taken = new Map<ImportTarget, (typeof columns)[number]>();
  for (const column of columns) {
    const best = taken.get(column.to);
    if (!best || column.rank < best.rank) taken.set(column.to, column);
  }
  let custom = 0;
  const named = new Set<string>();
  return columns.map((column) => {
    const { index, header, filled } = column;
    if (column.isField) return { index, header, to: 'custom', field: customName(header) };
    const own = severalColumns.has(column.to) || taken.get(column.to) === column;
    if (column.to !== 'custom' && own) return { index, header, to: column.to, field: null };
    if (!filled || (custom += 1) > mostCustom) return { index, header, to: 'ignore', field: null };
    return { index, header, to: 'custom', field: ownName(customName(header), named) };
  });
}

/** Columns that are called alike become fields of their own: `Note`, `Note 2`. */
function ownName(name: string, taken: Set<string>): string {
  let own = name;
  for (let number = 2; taken.has(own); number += 1) own = `${name.slice(0, 55)} ${number}`;
  taken.add(own);
  return own;
}

/** A custom field's name of a column's. */
export const customName = (header: string): string => header.trim().slice(0, 60).trim();

function guess(
  header: string,
  { byLook, isField }: { byLook: boolean; isField: boolean },
  cells: readonly string[],
): { to: ImportTarget; rank: number; filled: boolean; isField: boolean } {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (isField) return { to: 'custom', rank: 0, filled: filled.length > 0, isField };
  const first = byLook ? lookOf(filled[0] ?? '') : null;
  const alike = first !== null && filled.every((cell) => lookOf(cell) === first);
  const meaning = byLook ? null : meaningOf(header);
  return {
    to: meaning?.target ?? (alike ? first : 'custom'),
    rank: meaning?.rank ?? 0,
    filled: filled.length > 0,
    isField,
  };
}
