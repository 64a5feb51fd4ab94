import {
  mostCustomFieldDefinitions,
  type CreateCustomFieldRequest,
  type CustomField,
} from '../../../lib/contracts/custom-field.ts';
import { keyOfLabel } from '../../../lib/domain/custom-fields/naming.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomFieldRecord } from '../../records/index.ts';
import { checkedField } from './check-field.ts';
import { presentField } from './find-fields.ts';
import { checkLabel, saveFields } from './save-fields.ts';

/**
 * Adds a field after the others. Customers there are have no value of it, unless programs gave them one by its key.
 * @throws ProblemError `forbidden`, `validation_failed`, or `duplicate` when another field has the label
 */
export async function createCustomField(context: Context, input: CreateCustomFieldRequest): Promise<CustomField> {
  let made: CustomFieldRecord | undefined;
  await saveFields(context, ({ fields }) => {
    checkLabel(fields, input);
    if (fields.length >= mostCustomFieldDefinitions) {
      throw new ProblemError(
        'validation_failed',
        `There are ${mostCustomFieldDefinitions} custom fields, the most there can be. Delete one that nobody uses.`,
      );
    }
    const key = keyOfLabel(input.label, new Set(fields.map((field) => field.key)));
    made = checkedField({ key, ...input, archived: false });
    return { fields: [...fields, made], changed: [`${key}.key`] };
  });
  if (!made) throw new Error('A custom field was lost');
  return presentField(made);
}
