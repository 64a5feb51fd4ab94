import type { DealTotals, DealTotalsQuery } from '../../../lib/contracts/deal.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { resolveMe } from '../tasks/list-tasks.ts';

/** What the deals that match are worth, by currency; the database adds it up. Throws ProblemError `forbidden`. */
export async function getDealTotals({ ports, actor }: Context, query: DealTotalsQuery): Promise<DealTotals> {
  requirePermission(actor, 'deals.read', 'read deals');
  return ports.deals.totals(resolveMe(query, actor));
}
