import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import { listDealsQuery, type BulkDealsChange, type BulkDealsRequest } from '../../../lib/contracts/deal.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import type { Context } from '../../ports/index.ts';
import { bulk } from '../bulk/bulk.ts';
import { requirePermission } from '../shared/authorise.ts';
import { resolveMe } from '../tasks/list-tasks.ts';
import { deleteDeal } from './delete-deal.ts';
import { restoreDeal } from './restore-deal.ts';
import { updateDeal } from './update-deal.ts';

/**
 * Changes, deletes or restores many deals: see `bulk`.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export const bulkDeals = (context: Context, request: BulkDealsRequest): Promise<BulkResult | { job: Job }> =>
  bulk(
    context,
    {
      kind: 'bulk_deals',
      authorise({ actor }, change) {
        const bin = 'delete' in change || 'restore' in change;
        requirePermission(actor, bin ? 'deals.delete' : 'deals.write', 'change deals in bulk');
      },
      apply: changeDeal,
      listQuery: listDealsQuery,
      filters: listDealsQuery.omit({ limit: true, cursor: true, sort: true }),
      eachId: ({ ports, actor }, query) => ports.deals.eachId(resolveMe(query, actor)),
    },
    request,
  );

/** One deal's part of a bulk change. */
export async function changeDeal(context: Context, id: string, change: BulkDealsChange): Promise<void> {
  if ('delete' in change) await deleteDeal(context, { id });
  else if ('restore' in change) await restoreDeal(context, id);
  else await updateDeal(context, { id, patch: change });
}
