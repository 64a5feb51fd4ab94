import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import { listCustomersQuery, type BulkCustomersRequest } from '../../../lib/contracts/customer.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import type { Context } from '../../ports/index.ts';
import { bulk } from '../bulk/bulk.ts';
import { changeWith } from '../bulk/change-with.ts';
import { deleteCustomer } from './delete-customer.ts';
import { resolveFilters } from './resolve-filters.ts';
import { restoreCustomer } from './restore-customer.ts';
import { updateCustomer } from './update-customer.ts';

/** One customer's part of a bulk change. */
export const changeCustomer = changeWith({ remove: deleteCustomer, restore: restoreCustomer, update: updateCustomer });

/**
 * Changes, deletes or restores many customers: see `bulk`.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export const bulkCustomers = (context: Context, request: BulkCustomersRequest): Promise<BulkResult | { job: Job }> =>
  bulk(
    context,
    {
      kind: 'bulk_customers',
      of: 'customers',
      apply: changeCustomer,
      listQuery: listCustomersQuery,
      filters: listCustomersQuery.omit({ limit: true, cursor: true, sort: true }),
      eachId: async (asked, query) => asked.ports.customers.eachId(await resolveFilters(asked, query)),
    },
    request,
  );
