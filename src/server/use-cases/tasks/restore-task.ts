import type { Task } from '../../../lib/contracts/task.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentTask } from './present-task.ts';
import { saveTask } from './save-task.ts';

/**
 * Brings a task back from the bin; one that is not there stays as it is.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function restoreTask(context: Context, id: string): Promise<Task> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.delete', 'restore tasks');
  return retryStale(async () => {
    const before = await ports.tasks.find(id);
    if (!before) throw notFound('task');
    if (!before.deletedAt) return presentTask(ports, before);
    const after = { ...stamp(before, ['deletedAt'], ports.clock.now()), deletedAt: null };
    return saveTask(context, { before, after, changed: ['deletedAt'] });
  });
}
