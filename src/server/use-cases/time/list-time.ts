import type { Page } from '../../../lib/contracts/common.ts';
import type { ListTimeQuery, TimeEntry } from '../../../lib/contracts/time.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';
import { presentEntries } from './present-time.ts';

/** Time spent on a task, the latest first. Throws ProblemError `forbidden` or `not_found`. */
export async function listTime(
  { ports, actor }: Context,
  { taskId, query }: { taskId: string; query: ListTimeQuery },
): Promise<Page<TimeEntry>> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  await findTask(ports, taskId);
  const { items, ...rest } = await ports.timeEntries.list({ ...query, taskId });
  return { items: await presentEntries(ports, items), ...rest };
}
