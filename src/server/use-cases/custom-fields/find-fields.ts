import type { CustomField, CustomFields } from '../../../lib/contracts/custom-field.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomFieldRecord, CustomFieldsRecord } from '../../records/index.ts';

/** What is stored, or version 1 that nobody wrote. */
export async function findCustomFields({ customFields }: Pick<Ports, 'customFields'>): Promise<CustomFieldsRecord> {
  return (await customFields.find()) ?? untouched;
}

/** The field of a key. Throws ProblemError `not_found`. */
export function fieldOf({ fields }: CustomFieldsRecord, key: string): CustomFieldRecord {
  const field = fields.find((each) => each.key === key);
  if (!field) throw notFound('custom field');
  return field;
}

/** The fields as the API shows them; `customers` says how many have each, if that was counted. */
export const presentCustomFields = (
  { fields, version, updatedAt }: CustomFieldsRecord,
  customers: ReadonlyMap<string, number> = new Map(),
): CustomFields => ({
  fields: fields.map((field) => presentField(field, customers.get(field.key))),
  version,
  updatedAt: version > 1 ? updatedAt.toISOString() : null,
});

export const presentField = (field: CustomFieldRecord, customers?: number): CustomField => ({
  ...field,
  ...(customers !== undefined && { customers }),
});

const untouched: CustomFieldsRecord = {
  id: '0'.repeat(24),
  version: 1,
  fieldVersions: {},
  deletedAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  fields: [],
};
