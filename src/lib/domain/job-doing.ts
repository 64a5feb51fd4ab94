import type { JobKind } from '../contracts/job.ts';

/** What each kind of long work is doing, as people read it. */
export const jobDoing: Record<JobKind, string> = {
  bulk_customers: 'Changing customers',
  bulk_tasks: 'Changing tasks',
  bulk_deals: 'Changing deals',
  move_deals: 'Moving deals to other stages',
  import_customers: 'Importing customers',
  date_plans: 'Dating open plans anew',
  export_data: 'Exporting all data',
  back_up: 'Backing up the database',
  fill_samples: 'Filling in sample data',
  remove_samples: 'Removing sample data',
  revert_batch: 'Putting changes back',
};

/** Whether POST /api/batches/{id}/revert can put back what such a job did. */
export const canBePutBack = (kind: JobKind): boolean => !withoutWayBack.has(kind);
const withoutWayBack: ReadonlySet<JobKind> = new Set([
  'date_plans',
  'export_data',
  'back_up',
  'fill_samples',
  'remove_samples',
]);
