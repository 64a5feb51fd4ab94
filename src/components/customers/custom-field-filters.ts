import type { CustomField } from '../../lib/contracts/custom-field.ts';
import { isFilterable } from '../../lib/domain/custom-fields/filterable.ts';
import { fieldPath } from './custom-field-form.ts';

interface FieldFilter {
  name: string;
  label: string;
  any: string;
  choices: (readonly [value: string, label: string])[];
}

/** The filters a list of customers has by its custom fields. */
export const filtersOf = (fields: readonly CustomField[]): FieldFilter[] =>
  fields.filter(isFilterable).map(({ key, label, type, options }) => ({
    name: fieldPath(key),
    label,
    any: `Any ${label}`,
    choices:
      type === 'checkbox'
        ? [
            ['true', `${label}: yes`],
            ['false', `${label}: no`],
          ]
        : options.map((option) => [option, `${label}: ${option}`] as const),
  }));
