import type { BulkDealsChange } from '../../../lib/contracts/deal.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { runBulk } from '../bulk/run-bulk.ts';
import { changeDeal } from './bulk-deals.ts';

/** Changes the deals of a job. */
export const handle = (run: BatchRun<{ change: BulkDealsChange }>): Promise<void> =>
  runBulk(run, { collection: 'deals', apply: changeDeal });
