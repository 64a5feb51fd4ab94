import type { CustomField } from '../../contracts/custom-field.ts';
import { foldHeading } from '../import/headings.ts';

const longestKey = 40;

/** A key of a label that none of the others has: `Contract size` gives `contract_size`, the next one `contract_size_2`. */
export function keyOfLabel(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const base = (words?.join('_') ?? 'field').slice(0, longestKey - 3).replace(/_+$/, '');
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}

/** Whether two labels read the same. */
export const sameLabel = (one: string, other: string): boolean => {
  const folded = foldHeading(one);
  return folded === '' ? one.trim() === other.trim() : folded === foldHeading(other);
};

/** The field that a column's heading or a name in a mapping means: by its label, else by its key. */
export const fieldNamed = <Field extends Pick<CustomField, 'key' | 'label' | 'archived'>>(
  fields: readonly Field[],
  name: string,
): Field | undefined => {
  const living = fields.filter(({ archived }) => !archived);
  return living.find(({ label }) => sameLabel(label, name)) ?? living.find(({ key }) => key === name.trim());
};
