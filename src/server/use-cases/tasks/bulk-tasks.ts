import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import { listTasksQuery, type BulkTasksRequest } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { bulk } from '../bulk/bulk.ts';
import { changeWith } from '../bulk/change-with.ts';
import { deleteTask } from './delete-task.ts';
import { resolveMe } from './list-tasks.ts';
import { restoreTask } from './restore-task.ts';
import { updateTask } from './update-task.ts';

/** One task's part of a bulk change. */
export const changeTask = changeWith({ remove: deleteTask, restore: restoreTask, update: updateTask });

/**
 * Changes, deletes or restores many tasks: see `bulk`.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export const bulkTasks = (context: Context, request: BulkTasksRequest): Promise<BulkResult | { job: Job }> =>
  bulk(
    context,
    {
      kind: 'bulk_tasks',
      of: 'tasks',
      apply: changeTask,
      listQuery: listTasksQuery,
      filters: listTasksQuery.omit({ limit: true, cursor: true, sort: true }),
      eachId: ({ ports, actor }, query) => ports.tasks.eachId(resolveMe(query, actor)),
    },
    request,
  );
