import type { BulkCustomersChange } from '../../../lib/contracts/customer.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { runBulk } from '../bulk/run-bulk.ts';
import { changeCustomer } from './bulk-customers.ts';

/** Changes the customers of a job. */
export const handle = (run: BatchRun<{ change: BulkCustomersChange }>): Promise<void> =>
  runBulk(run, { collection: 'customers', apply: changeCustomer });
