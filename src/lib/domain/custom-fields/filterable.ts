import type { CustomField } from '../../contracts/custom-field.ts';

/** Lists are filtered by values that are chosen from a few: there is an index of those. */
export const isFilterable = ({ type }: Pick<CustomField, 'type'>): boolean =>
  type === 'select' || type === 'multi-select' || type === 'checkbox';
