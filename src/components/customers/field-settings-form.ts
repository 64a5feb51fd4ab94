import { z } from 'zod';
import {
  createCustomFieldRequest,
  customFieldKey,
  updateCustomFieldRequest,
  type CustomField,
} from '../../lib/contracts/custom-field.ts';
import { valueOfText } from '../../lib/domain/custom-fields/read-text.ts';
import { wordsOfValue, type FieldKind } from '../../lib/domain/custom-fields/values.ts';

type Typed = Record<string, string>;
const typed = z.record(z.string(), z.string());

/** What the page of custom fields is asked to do; the rest of the form depends on it. */
export const fieldIntent = z.looseObject({
  intent: z.enum(['add', 'save', 'up', 'down', 'archive', 'restore', 'delete']),
  key: customFieldKey.optional(),
});

const lines = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const chosen = (type: string | undefined): boolean => type === 'select' || type === 'multi-select';

/** What was typed, in the contract's shape; the default is read as a value of the field. */
function inShape(form: Typed, type: string | undefined, context: z.core.$RefinementCtx<Typed>): object {
  const options = chosen(type) ? lines(form.options) : [];
  const kind = { type, options } as FieldKind;
  const understood = type === undefined ? { value: null } : valueOfText(kind, form.default ?? '');
  if ('fault' in understood && !(chosen(type) && options.length === 0)) {
    context.addIssue({ code: 'custom', path: ['default'], message: understood.fault, input: form.default });
  }
  return {
    label: form.label ?? '',
    options,
    required: form.required !== undefined,
    default: 'value' in understood ? understood.value : null,
    help: form.help ?? null,
  };
}

/** The form of a new field. */
export const newFieldForm = typed
  .transform((form, context) => ({
    ...inShape(form, createCustomFieldRequest.shape.type.safeParse(form.type).data, context),
    type: form.type,
  }))
  .pipe(createCustomFieldRequest);

/** The form of a field there is. */
export const fieldForm = ({ type }: Pick<CustomField, 'type'>) =>
  typed.transform((form, context) => inShape(form, type, context)).pipe(updateCustomFieldRequest);

/** What stands in the form of a field before anyone types. */
export const fieldFormValues = (field: CustomField): Typed => ({
  label: field.label,
  type: field.type,
  options: field.options.join('\n'),
  default: wordsOfValue(field.default),
  help: field.help ?? '',
  ...(field.required && { required: 'yes' }),
});
