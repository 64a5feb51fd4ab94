import { isDeepStrictEqual } from 'node:util';
import type { CustomField, UpdateCustomFieldRequest } from '../../../lib/contracts/custom-field.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomFieldRecord } from '../../records/index.ts';
import { checkedField } from './check-field.ts';
import { fieldOf, presentField } from './find-fields.ts';
import { checkLabel, saveFields } from './save-fields.ts';

interface UpdateCustomFieldInput {
  key: string;
  patch: UpdateCustomFieldRequest;
  /** The version of the definitions the caller last saw. */
  expectedVersion?: number | undefined;
}

/**
 * Changes a field (merge patch), archives it or brings it back. Customers keep the values they have.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed`, `duplicate` or `conflict`
 */
export async function updateCustomField(
  context: Context,
  { key, patch, expectedVersion }: UpdateCustomFieldInput,
): Promise<CustomField> {
  const saved = await saveFields(
    context,
    (before) => {
      const field = fieldOf(before, key);
      const after = checkedField({ ...field, ...(patch as Partial<CustomFieldRecord>) });
      checkLabel(before.fields, after);
      const changed = (Object.keys(after) as (keyof CustomFieldRecord)[])
        .filter((name) => !isDeepStrictEqual(after[name], field[name]))
        .map((name) => `${key}.${name}`);
      return { fields: before.fields.map((each) => (each.key === key ? after : each)), changed };
    },
    expectedVersion,
  );
  return presentField(fieldOf(saved, key));
}
