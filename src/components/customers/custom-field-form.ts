import type { CustomField, CustomFieldType, CustomFieldValue } from '../../lib/contracts/custom-field.ts';
import { valueOfText } from '../../lib/domain/custom-fields/read-text.ts';

export const fieldTypeWords: Record<CustomFieldType, string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  select: 'One choice',
  'multi-select': 'Several choices',
  url: 'Web address',
  checkbox: 'Checkbox',
};

/** Where a customer keeps the value, and the name of its input. */
export const fieldPath = (key: string): string => `customFields.${key}`;

/** The name of the tick of one choice: a form has one value by name. That of the field itself says that it was asked. */
export const choiceName = (key: string, option: string): string => `${fieldPath(key)}=${option}`;

/** What a field offers: its options, and what a customer has that is offered no more. */
export function offered({ options }: Pick<CustomField, 'options'>, value: unknown): string[] {
  const had = Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? [value] : [];
  return [...new Set([...options, ...had])];
}

type Typed = Readonly<Record<string, string>>;

interface FormValues {
  values: Record<string, CustomFieldValue | null>;
  faults: { path: string; message: string }[];
}

/** The values of a posted form, of the fields that were in it; a tick that is not set is no value. */
export function valuesOfForm(fields: readonly CustomField[], typed: Typed): FormValues {
  const asked = fields.filter(({ key }) => typed[fieldPath(key)] !== undefined);
  const read = asked.map((field) => ({ field, understood: understand(field, typed) }));
  return {
    values: Object.fromEntries(
      read.flatMap(({ field, understood }) => ('value' in understood ? [[field.key, understood.value]] : [])),
    ),
    faults: read.flatMap(({ field, understood }) =>
      'fault' in understood ? [{ path: fieldPath(field.key), message: understood.fault }] : [],
    ),
  };
}

function understand(field: CustomField, typed: Typed): ReturnType<typeof valueOfText> {
  const { type, key } = field;
  if (type === 'multi-select') {
    const prefix = choiceName(key, '');
    const chosen = Object.keys(typed).filter((name) => name.startsWith(prefix));
    return { value: chosen.length > 0 ? chosen.map((name) => name.slice(prefix.length)) : null };
  }
  const text = typed[fieldPath(key)] ?? '';
  // What a customer has may be offered no more: whether it may stay, saving knows.
  if (type === 'select') return { value: text || null };
  return valueOfText(field, text);
}
