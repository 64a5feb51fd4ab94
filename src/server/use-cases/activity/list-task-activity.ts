import type { Activity, ListActivityQuery } from '../../../lib/contracts/activity.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';
import { presentActivity } from './present-activity.ts';

/**
 * What happened to a task, newest first.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listTaskActivity(
  { ports, actor }: Context,
  { id, query }: { id: string; query: ListActivityQuery },
): Promise<Page<Activity>> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  await findTask(ports, id);
  return presentActivity(await ports.activities.list({ ...query, of: { taskId: id } }));
}
