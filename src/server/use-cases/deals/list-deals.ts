import type { SearchedPage } from '../../../lib/contracts/common.ts';
import type { Deal, ListDealsQuery } from '../../../lib/contracts/deal.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { resolveMe } from '../tasks/list-tasks.ts';
import { presentDeals } from './present-deal.ts';

/** Deals by filter, sorted, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listDeals({ ports, actor }: Context, query: ListDealsQuery): Promise<SearchedPage<Deal>> {
  requirePermission(actor, 'deals.read', 'read deals');
  const { items, ...rest } = await ports.deals.list(resolveMe(query, actor));
  return { items: await presentDeals(ports, items), ...rest };
}
