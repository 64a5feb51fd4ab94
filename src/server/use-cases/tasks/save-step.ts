import type { Task, UpdateSubtaskRequest } from '../../../lib/contracts/task.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { movedOrder } from '../../../lib/planning/step-order.ts';
import type { Context } from '../../ports/index.ts';
import { changeSteps } from './change-steps.ts';
import { findPlannedTask } from './find-task.ts';

/**
 * Changes one step and moves it by so many places (-1: up), both or neither. At either end it stays where it is.
 * @throws ProblemError as `updateSubtask`, and `conflict` where it would stand before what it waits for
 */
export async function saveStep(
  context: Context,
  input: {
    id: string;
    subtaskId: string;
    change: UpdateSubtaskRequest;
    by: number;
    expectedVersion?: number | undefined;
  },
): Promise<Task> {
  const { id, subtaskId, change, by, expectedVersion } = input;
  const changes = [{ id: subtaskId, change, path: '' }];
  if (by === 0) return changeSteps(context, { id, expectedVersion, changes });
  const { aiGenerated } = await findPlannedTask(context.ports, id);
  const steps = aiGenerated.subtasks
    .toSorted((a, b) => a.order - b.order)
    .map((step) =>
      step.id === subtaskId ? { ...step, dependencies: change.dependencies ?? step.dependencies } : step,
    );
  const moved = movedOrder(steps, subtaskId, steps.findIndex((step) => step.id === subtaskId) + by);
  if (moved && 'refused' in moved) throw new ProblemError('conflict', moved.refused);
  const places = (moved?.ids ?? []).map((stepId, order) => ({ id: stepId, change: { order }, path: '' }));
  return changeSteps(context, { id, expectedVersion, changes: [...changes, ...places] });
}
