import type { DraftPlan, PlanSubtask } from './types.ts';

/**
 * Gives each subtask of a repaired draft its identity: pending, unassigned, in the listed order.
 * @param makeId makes a new id for the subtask at an index
 */
export function toPlanSubtasks(draft: DraftPlan, makeId: (index: number) => string): PlanSubtask[] {
  const ids = draft.subtasks.map((_, index) => makeId(index));
  return draft.subtasks.map((subtask, order) => ({
    ...subtask,
    id: ids[order]!,
    dependencies: subtask.dependencies.flatMap((dependency) => ids[dependency] ?? []),
    status: 'pending',
    assignedTo: null,
    order,
  }));
}
