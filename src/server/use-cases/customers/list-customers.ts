import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Customer, ListCustomersQuery } from '../../../lib/contracts/customer.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentCustomers } from './present-customer.ts';
import { resolveFilters } from './resolve-filters.ts';

/** Customers by filter, sorted, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor or filter. */
export async function listCustomers(context: Context, query: ListCustomersQuery): Promise<SearchedPage<Customer>> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.read', 'read customers');
  const { items, ...rest } = await ports.customers.list(await resolveFilters(context, query));
  return { items: await presentCustomers(ports, items), ...rest };
}
