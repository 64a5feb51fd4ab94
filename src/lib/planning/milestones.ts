import { quote } from './repair-notes.ts';
import type { DraftPlan, PlanSchedule, PlanSubtask } from './types.ts';

/** What a milestone is, kept with the plan; its date follows from the schedule. */
export interface PlanMilestone {
  name: string;
  description: string;
  /** The subtask whose end reaches it; null: the end of the plan. */
  subtaskId: string | null;
}

export interface DatedMilestone {
  name: string;
  date: Date;
  completed: boolean;
  description: string;
}

/** Derived milestones besides the end of the plan. */
const MOST_JOINS = 2;

/**
 * The milestones of a new plan: those the draft proposes, or, when it proposes none, the subtasks where the most paths
 * join and the end of the plan.
 *
 * @param subtasks the draft's subtasks in its order, as `toPlanSubtasks` made them
 */
export function milestonesOfDraft(draft: DraftPlan, subtasks: readonly PlanSubtask[]): PlanMilestone[] {
  const proposed = draft.milestones ?? [];
  if (proposed.length === 0) return derivedMilestones(subtasks);
  return proposed.map(({ name, description = '', afterSubtask }) => ({
    name,
    description,
    subtaskId: afterSubtask === undefined ? null : (subtasks[afterSubtask]?.id ?? null),
  }));
}

/** Milestones read off the network alone. */
export function derivedMilestones(subtasks: readonly PlanSubtask[]): PlanMilestone[] {
  const waitedFor = new Set(subtasks.flatMap((subtask) => subtask.dependencies));
  const joins = subtasks
    .filter((subtask) => subtask.dependencies.length > 1 && waitedFor.has(subtask.id))
    .sort((a, b) => b.dependencies.length - a.dependencies.length || a.order - b.order)
    .slice(0, MOST_JOINS)
    .sort((a, b) => a.order - b.order);
  const end: PlanMilestone = { name: 'All steps finished', description: 'The end of the plan.', subtaskId: null };
  return [
    ...joins.map((join) => ({
      name: `Finished: ${join.title}`,
      description: `${join.dependencies.length} steps lead up to ${quote(join.title)}.`,
      subtaskId: join.id,
    })),
    ...(subtasks.length > 0 ? [end] : []),
  ];
}

/**
 * Dates milestones: each is reached when its subtask and everything that one waits for, directly or not, has ended;
 * it is completed when all of that is. Cancelled subtasks do not count; a milestone nothing counts for is left out.
 */
export function dateMilestones(
  milestones: readonly PlanMilestone[],
  subtasks: readonly PlanSubtask[],
  schedule: PlanSchedule,
): DatedMilestone[] {
  const ends = new Map(schedule.items.map((item) => [item.id, item.end]));
  const dated = milestones.flatMap(({ name, description, subtaskId }): DatedMilestone[] => {
    const counting = leadingTo(subtaskId, subtasks).filter((subtask) => subtask.status !== 'cancelled');
    const dates = counting.flatMap((subtask) => ends.get(subtask.id)?.getTime() ?? []);
    if (dates.length === 0) return [];
    const completed = counting.every((subtask) => subtask.status === 'completed');
    return [{ name, date: new Date(Math.max(...dates)), completed, description }];
  });
  return dated.sort((a, b) => a.date.getTime() - b.date.getTime());
}

function leadingTo(subtaskId: string | null, subtasks: readonly PlanSubtask[]): PlanSubtask[] {
  if (subtaskId === null) return [...subtasks];
  const byId = new Map(subtasks.map((subtask) => [subtask.id, subtask]));
  const found = new Set<PlanSubtask>();
  const queue = [subtaskId];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const subtask = byId.get(id);
    if (!subtask || found.has(subtask)) continue;
    found.add(subtask);
    queue.push(...subtask.dependencies);
  }
  return [...found];
}
