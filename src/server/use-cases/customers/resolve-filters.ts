import type { ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import type { Context, CustomersQuery } from '../../ports/index.ts';
import { checkFieldFilters } from '../custom-fields/check-filters.ts';
import { resolveMe } from '../tasks/list-tasks.ts';

const dayMs = 86_400_000;

/**
 * The query as the store takes it: `me` is the caller, and so many days ago is an instant.
 * @throws ProblemError `validation_failed` for what is no custom field to filter by
 */
export async function resolveFilters({ ports, actor }: Context, query: ListCustomersQuery): Promise<CustomersQuery> {
  await checkFieldFilters(ports, query);
  const { notContactedFor: days } = query;
  const own = resolveMe(query, actor);
  if (days === undefined) return own;
  return { ...own, quietSince: days === 'never' ? null : new Date(ports.clock.now().getTime() - days * dayMs) };
}
