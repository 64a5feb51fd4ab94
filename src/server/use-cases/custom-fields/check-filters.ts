import type { ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import { isFilterable } from '../../../lib/domain/custom-fields/filterable.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { findCustomFields } from './find-fields.ts';

/** Throws ProblemError `validation_failed` for a filter by what is no field, or one whose values are not chosen. */
export async function checkFieldFilters(
  ports: Pick<Ports, 'customFields'>,
  { customFields }: Pick<ListCustomersQuery, 'customFields'>,
): Promise<void> {
  if (!customFields) return;
  const { fields } = await findCustomFields(ports);
  const known = new Set(fields.filter(isFilterable).map(({ key }) => key));
  const errors = Object.keys(customFields)
    .filter((key) => !known.has(key))
    .map((key) => ({ path: `customFields.${key}`, message: 'is no custom field to filter by' }));
  const [first] = errors;
  if (first) throw new ProblemError('validation_failed', `${first.path} ${first.message}.`, { errors });
}
