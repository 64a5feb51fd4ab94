import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';

/**
 * Cancels the generation under way for a task: one that waits ends at once, one that runs within a second.
 * @throws ProblemError `forbidden`, or `not_found` when there is no such task or nothing to cancel
 */
export async function cancelGeneration({ ports, actor }: Context, taskId: string): Promise<void> {
  requirePermission(actor, 'tasks.write', 'cancel generations');
  await findTask(ports, taskId);
  const run = await ports.generations.active(taskId);
  const cancelled = run !== null && (await ports.generations.requestCancel(run.id, ports.clock.now()));
  if (!cancelled)
    throw new ProblemError('not_found', 'No plan is being made for this task, so there is nothing to cancel.');
}
