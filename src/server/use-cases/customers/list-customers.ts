import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Customer, ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { checkFieldFilters } from '../custom-fields/check-filters.ts';
import { requirePermission } from '../shared/authorise.ts';
import { resolveMe } from '../tasks/list-tasks.ts';
import { presentCustomers } from './present-customer.ts';

/** Customers by filter, sorted, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor or filter. */
export async function listCustomers(
  { ports, actor }: Context,
  query: ListCustomersQuery,
): Promise<SearchedPage<Customer>> {
  requirePermission(actor, 'customers.read', 'read customers');
  await checkFieldFilters(ports, query);
  const { items, ...rest } = await ports.customers.list(resolveMe(query, actor));
  return { items: await presentCustomers(ports, items), ...rest };
}
