import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import { listDealsQuery, type BulkDealsRequest } from '../../../lib/contracts/deal.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import type { Context } from '../../ports/index.ts';
import { bulk } from '../bulk/bulk.ts';
import { changeWith } from '../bulk/change-with.ts';
import { resolveMe } from '../tasks/list-tasks.ts';
import { deleteDeal } from './delete-deal.ts';
import { restoreDeal } from './restore-deal.ts';
import { updateDeal } from './update-deal.ts';

/** One deal's part of a bulk change. */
export const changeDeal = changeWith({ remove: deleteDeal, restore: restoreDeal, update: updateDeal });

/**
 * Changes, deletes or restores many deals: see `bulk`.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export const bulkDeals = (context: Context, request: BulkDealsRequest): Promise<BulkResult | { job: Job }> =>
  bulk(
    context,
    {
      kind: 'bulk_deals',
      of: 'deals',
      apply: changeDeal,
      listQuery: listDealsQuery,
      filters: listDealsQuery.omit({ limit: true, cursor: true, sort: true }),
      eachId: ({ ports, actor }, query) => ports.deals.eachId(resolveMe(query, actor)),
    },
    request,
  );
