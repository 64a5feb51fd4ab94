import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { changedSince, conflict, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findTask } from './find-task.ts';
import { presentTask } from './present-task.ts';
import { saveTask } from './save-task.ts';

/**
 * Puts a task in the bin and cancels the generation under way. With `expectedVersion`, only if nothing changed since.
 * @throws ProblemError `forbidden`, `not_found` or `conflict`
 */
export async function deleteTask(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | undefined },
): Promise<void> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.delete', 'delete tasks');
  await retryStale(async () => {
    const before = await findTask(ports, id);
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    if (since.length > 0) throw conflict(since, await presentTask(ports, before));
    const now = ports.clock.now();
    const after = { ...stamp(before, ['deletedAt'], now), deletedAt: now };
    await saveTask(context, { before, after, changed: ['deletedAt'] });
  });
  const run = await ports.generations.active(id);
  if (run) await ports.generations.requestCancel(run.id, ports.clock.now());
}
