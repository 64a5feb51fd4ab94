import type { Task, UpdateSubtaskRequest } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { changeSteps } from './change-steps.ts';

/**
 * Changes one step.
 * @throws ProblemError `forbidden`, `not_found` (the task or the step), `validation_failed` naming the path, or `conflict`
 */
export async function updateSubtask(
  context: Context,
  input: { id: string; subtaskId: string; change: UpdateSubtaskRequest; expectedVersion?: number | undefined },
): Promise<Task> {
  const { id, subtaskId, change, expectedVersion } = input;
  return changeSteps(context, { id, expectedVersion, changes: [{ id: subtaskId, change, path: '' }] });
}
