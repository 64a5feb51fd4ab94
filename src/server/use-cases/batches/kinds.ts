import { z } from 'zod';
import { id } from '../../../lib/contracts/common.ts';
import { bulkCustomersChange } from '../../../lib/contracts/customer.ts';
import { bulkDealsChange } from '../../../lib/contracts/deal.ts';
import type { JobKind } from '../../../lib/contracts/job.ts';
import { bulkTasksChange } from '../../../lib/contracts/task.ts';
import { sampleCount } from '../samples/sample-companies.ts';
import { batchKind, type BatchKind } from './define-batch.ts';

/** Every kind of job: what is kept of what was asked, and what does it. */
export const batchKinds: Record<JobKind, BatchKind> = {
  bulk_customers: batchKind({
    input: z.object({ change: bulkCustomersChange }),
    load: () => import('../customers/run-bulk-customers.ts'),
  }),
  import_customers: batchKind({
    input: z.object({}),
    load: () => import('../imports/run-import.ts'),
  }),
  bulk_tasks: batchKind({
    input: z.object({ change: bulkTasksChange }),
    load: () => import('../tasks/run-bulk-tasks.ts'),
  }),
  bulk_deals: batchKind({
    input: z.object({ change: bulkDealsChange }),
    load: () => import('../deals/run-bulk-deals.ts'),
  }),
  move_deals: batchKind({
    input: z.object({ moves: z.record(id, z.object({ pipelineId: id, pipelineStage: id })) }),
    load: () => import('../pipelines/run-move-deals.ts'),
  }),
  date_plans: batchKind({
    input: z.object({}),
    load: () => import('../plans/run-date-plans.ts'),
  }),
  export_data: batchKind({
    input: z.object({}),
    load: () => import('../data/run-export.ts'),
  }),
  back_up: batchKind({
    input: z.object({}),
    load: () => import('../data/run-backup.ts'),
  }),
  fill_samples: batchKind({
    input: z.object({ customers: z.int().min(1).max(sampleCount).default(sampleCount) }),
    load: () => import('../samples/run-fill-samples.ts'),
  }),
  remove_samples: batchKind({
    input: z.object({}),
    load: () => import('../samples/run-remove-samples.ts'),
  }),
  revert_batch: batchKind({
    input: z.object({ batchId: id }),
    load: () => import('./run-revert.ts'),
  }),
};
