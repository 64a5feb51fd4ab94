import type { CustomField, CustomFields } from '../../../lib/contracts/custom-field.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findCustomFields, presentCustomFields } from './find-fields.ts';

/** All fields, archived ones too; with `counts` also how many customers have each. Throws ProblemError `forbidden`. */
export async function listCustomFields(
  { ports, actor }: Context,
  { counts = false }: { counts?: boolean | undefined } = {},
): Promise<CustomFields> {
  requirePermission(actor, 'customers.read', 'read customers');
  const record = await findCustomFields(ports);
  if (!counts) return presentCustomFields(record);
  const counted = await Promise.all(
    record.fields.map(async ({ key }) => [key, await ports.customers.countWithField(key)] as const),
  );
  return presentCustomFields(record, new Map(counted));
}

/** The fields people see and fill in, in order. Throws ProblemError `forbidden`. */
export async function livingCustomFields(context: Context): Promise<CustomField[]> {
  const { fields } = await listCustomFields(context);
  return fields.filter(({ archived }) => !archived);
}
