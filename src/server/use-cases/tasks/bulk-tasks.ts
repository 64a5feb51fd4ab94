import type { BulkResult } from '../../../lib/contracts/bulk.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import { listTasksQuery, type BulkTasksChange, type BulkTasksRequest } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { bulk } from '../bulk/bulk.ts';
import { requirePermission } from '../shared/authorise.ts';
import { deleteTask } from './delete-task.ts';
import { resolveMe } from './list-tasks.ts';
import { restoreTask } from './restore-task.ts';
import { updateTask } from './update-task.ts';

/**
 * Changes, deletes or restores many tasks: see `bulk`.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable
 */
export const bulkTasks = (context: Context, request: BulkTasksRequest): Promise<BulkResult | { job: Job }> =>
  bulk(
    context,
    {
      kind: 'bulk_tasks',
      authorise({ actor }, change) {
        const bin = 'delete' in change || 'restore' in change;
        requirePermission(actor, bin ? 'tasks.delete' : 'tasks.write', 'change tasks in bulk');
      },
      apply: changeTask,
      listQuery: listTasksQuery,
      filters: listTasksQuery.omit({ limit: true, cursor: true, sort: true }),
      eachId: ({ ports, actor }, query) => ports.tasks.eachId(resolveMe(query, actor)),
    },
    request,
  );

/** One task's part of a bulk change. */
export async function changeTask(context: Context, id: string, change: BulkTasksChange): Promise<void> {
  if ('delete' in change) await deleteTask(context, { id });
  else if ('restore' in change) await restoreTask(context, id);
  else await updateTask(context, { id, patch: change });
}
