import type { BulkTasksChange } from '../../../lib/contracts/task.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { runBulk } from '../bulk/run-bulk.ts';
import { changeTask } from './bulk-tasks.ts';

/** Changes the tasks of a job. */
export const handle = (run: BatchRun<{ change: BulkTasksChange }>): Promise<void> =>
  runBulk(run, { collection: 'tasks', apply: changeTask });
