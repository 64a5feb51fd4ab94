import type { BulkResult } from '../../../lib/contracts/common.ts';
import { listTasksQuery, type BulkTasksRequest } from '../../../lib/contracts/task.ts';
import { invalid, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { deleteTask } from './delete-task.ts';
import { resolveMe } from './list-tasks.ts';
import { restoreTask } from './restore-task.ts';
import { updateTask } from './update-task.ts';

/** As many as one request may change. */
const most = 1000;
const bulkFilter = listTasksQuery.omit({ limit: true, cursor: true, sort: true }).strict();

/**
 * Changes, deletes or restores many tasks; each succeeds or fails alone and says how.
 * @throws ProblemError `forbidden`, or `validation_failed` when the filter is not usable or matches more than 1,000
 */
export async function bulkTasks(context: Context, { ids, filter, change }: BulkTasksRequest): Promise<BulkResult> {
  const deletes = 'delete' in change || 'restore' in change;
  requirePermission(context.actor, deletes ? 'tasks.delete' : 'tasks.write', 'change tasks in bulk');
  const results: BulkResult['results'] = [];
  for (const id of new Set(ids ?? (await matching(context, filter ?? {})))) {
    results.push(await attempt(context, id, change));
  }
  return { results };
}

async function matching({ ports, actor }: Context, filter: Record<string, string>): Promise<string[]> {
  const parsed = bulkFilter.safeParse(filter);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    throw invalid(
      `filter.${key ?? ''}`,
      issue?.code === 'unrecognized_keys' ? 'is not known here' : (issue?.message ?? ''),
    );
  }
  const query = resolveMe(listTasksQuery.parse({ ...filter, limit: '200' }), actor);
  const ids = await ports.tasks.matchingIds(query, most + 1);
  if (ids.length > most) throw invalid('filter', `matches more than ${most} tasks; narrow it down`);
  return ids;
}

async function attempt(
  context: Context,
  id: string,
  change: BulkTasksRequest['change'],
): Promise<BulkResult['results'][number]> {
  try {
    if ('delete' in change) {
      await deleteTask(context, { id });
      return { id, status: 204 };
    }
    if ('restore' in change) await restoreTask(context, id);
    else await updateTask(context, { id, patch: change });
    return { id, status: 200 };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { id, status: error.status, error: { code: error.code, detail: error.message } };
  }
}
