import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import {
  listCustomersQuery,
  type BulkCustomersChange,
  type BulkCustomersRequest,
} from '../../../lib/contracts/customer.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import type { Context } from '../../ports/index.ts';
import { bulk } from '../bulk/bulk.ts';
import { checkFieldFilters } from '../custom-fields/check-filters.ts';
import { requirePermission } from '../shared/authorise.ts';
import { resolveMe } from '../tasks/list-tasks.ts';
import { deleteCustomer } from './delete-customer.ts';
import { restoreCustomer } from './restore-customer.ts';
import { updateCustomer } from './update-customer.ts';

/**
 * Changes, deletes or restores many customers: see `bulk`.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export const bulkCustomers = (context: Context, request: BulkCustomersRequest): Promise<BulkResult | { job: Job }> =>
  bulk(
    context,
    {
      kind: 'bulk_customers',
      authorise({ actor }, change) {
        const bin = 'delete' in change || 'restore' in change;
        requirePermission(actor, bin ? 'customers.delete' : 'customers.write', 'change customers in bulk');
      },
      apply: changeCustomer,
      listQuery: listCustomersQuery,
      filters: listCustomersQuery.omit({ limit: true, cursor: true, sort: true }),
      async eachId({ ports, actor }, query) {
        await checkFieldFilters(ports, query);
        return ports.customers.eachId(resolveMe(query, actor));
      },
    },
    request,
  );

/** One customer's part of a bulk change. */
export async function changeCustomer(context: Context, id: string, change: BulkCustomersChange): Promise<void> {
  if ('delete' in change) await deleteCustomer(context, { id });
  else if ('restore' in change) await restoreCustomer(context, id);
  else await updateCustomer(context, { id, patch: change });
}
