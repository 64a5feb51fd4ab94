import type { CustomField, CustomFieldValue } from '../../lib/contracts/custom-field.ts';
import { valueOfText } from '../../lib/domain/custom-fields/read-text.ts';
import type { BulkField } from '../bulk/bulk-field.ts';
import { fieldPath } from './custom-field-form.ts';

/** Chosen to take a value away; no option can be called so, because options have no semicolons. */
const noValue = ';';

const hints: Partial<Record<CustomField['type'], string>> = { 'multi-select': 'Several, parted by semicolons' };
const inputTypes: Partial<Record<CustomField['type'], BulkField['type']>> = { date: 'date' };

/** The custom fields as they can be set on many customers. */
export const bulkCustomFields = (fields: readonly CustomField[]): BulkField[] =>
  fields.map((field) => {
    const { key, label, type, options } = field;
    const choices =
      type === 'select'
        ? options.map((option) => ({ value: option, label: option }))
        : type === 'checkbox'
          ? [
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]
          : null;
    return {
      name: fieldPath(key),
      label,
      hint: hints[type],
      type: inputTypes[type],
      maxlength: 2000,
      ...(choices && { choices: [...choices, { value: noValue, label: 'No value' }] }),
    };
  });

/** The values a form for many customers gives; what no field can be is sent as it is, to be refused with the reason. */
export function customFieldValues(
  fields: readonly CustomField[],
  values: Readonly<Record<string, string>>,
): Record<string, CustomFieldValue | null> {
  const given = fields.flatMap((field) => {
    const text = values[fieldPath(field.key)]?.trim() ?? '';
    return text === '' ? [] : [[field.key, text === noValue ? null : valueOf(field, text)] as const];
  });
  return Object.fromEntries(given);
}

function valueOf(field: CustomField, text: string): CustomFieldValue | null {
  const understood = valueOfText(field, text);
  return 'value' in understood ? understood.value : text;
}
