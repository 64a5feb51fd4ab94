import { coerceDraft } from './coerce-draft.ts';
import { repairDraft, type RepairedPlan, type RepairOptions } from './repair.ts';
import type { DraftPlan, PlanSubtask } from './types.ts';

/**
 * A valid plan from whatever JSON a model answered, with everything that had to be changed.
 * @throws {PlanUnusableError} when it holds fewer than three different subtasks
 */
export function planFromAnswer(answer: unknown, options: RepairOptions = {}): RepairedPlan {
  const { draft, repairs: readings } = coerceDraft(answer);
  const { plan, repairs } = repairDraft(draft, options);
  return { plan, repairs: [...readings, ...repairs] };
}

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
