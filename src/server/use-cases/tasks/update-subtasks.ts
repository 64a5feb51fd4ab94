import type { Task, UpdateSubtasksRequest } from '../../../lib/contracts/task.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { changeSteps } from './change-steps.ts';

/**
 * Changes several steps at once, e.g. their order, all or none.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming the path, or `conflict`
 */
export async function updateSubtasks(
  context: Context,
  { id, input, expectedVersion }: { id: string; input: UpdateSubtasksRequest; expectedVersion?: number | undefined },
): Promise<Task> {
  const changes = input.subtasks.map(({ id: subtaskId, ...change }, index) => ({
    id: subtaskId,
    change,
    path: `subtasks.${index}`,
  }));
  const twice = changes.find(
    ({ id: subtaskId }, index) => changes.findIndex((other) => other.id === subtaskId) < index,
  );
  if (twice) throw invalid(`${twice.path}.id`, 'is given more than once');
  return changeSteps(context, { id, expectedVersion, changes });
}
