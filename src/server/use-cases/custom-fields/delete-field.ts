import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { fieldOf } from './find-fields.ts';
import { saveFields } from './save-fields.ts';

/**
 * Deletes a field that was of no use: one that no customer has a value of, not even in the bin.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when it has values: archive it instead
 */
export async function deleteCustomField(context: Context, key: string): Promise<void> {
  await saveFields(context, async (before) => {
    const field = fieldOf(before, key);
    const customers = await context.ports.all.customers.countWithField(key);
    if (customers > 0) {
      const have = customers === 1 ? '1 customer has' : `${customers} customers have`;
      throw new ProblemError('conflict', `${have} a value of “${field.label}”. Archive the field: values are kept.`);
    }
    return { fields: before.fields.filter((each) => each !== field), changed: [`${key}.key`] };
  });
}
