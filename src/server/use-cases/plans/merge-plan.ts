import { bridgeDependencies } from '../../../lib/planning/bridge-dependencies.ts';
import { milestonesOfDraft } from '../../../lib/planning/milestones.ts';
import { toPlanSubtasks } from '../../../lib/planning/from-draft.ts';
import { byId } from '../../../lib/planning/plan-changes.ts';
import { titleKey } from '../../../lib/planning/same-steps.ts';
import type { DraftPlan } from '../../../lib/planning/types.ts';
import type { MilestoneRecord, PlanRecord, SubtaskRecord } from '../../records/index.ts';
import { arrange } from './change-subtasks.ts';

/** What a person did is never undone by a machine: edited, started, finished and cancelled steps stay, and those with time noted. */
export const isKept = (subtask: Pick<SubtaskRecord, 'edited' | 'status' | 'actualMinutes'>): boolean =>
  subtask.edited || subtask.status !== 'pending' || subtask.actualMinutes > 0;

/** What people did since the plan was as given: it stays even when a plan is made from scratch. */
export function keptSince(plan: PlanRecord | null): (subtask: SubtaskRecord) => boolean {
  const before = new Map(plan?.subtasks.map((subtask) => [subtask.id, handiwork(subtask)]));
  return (subtask) => isKept(subtask) && before.get(subtask.id) !== handiwork(subtask);
}

/** What people write of a step, for comparison. */
export const handiwork = ({
  title,
  description,
  estimatedTime,
  dependencies,
  priority,
  status,
  assignedTo,
}: SubtaskRecord) => JSON.stringify([title, description, estimatedTime, dependencies, priority, status, assignedTo]);

export interface MergeOptions {
  draft: DraftPlan;
  /** The plan as it is now; null when there is none. */
  current: PlanRecord | null;
  /** The steps that stay; the others give way to the draft. */
  keeps: (subtask: SubtaskRecord) => boolean;
  makeId: () => string;
  now: Date;
}

export interface MergedPlan {
  subtasks: SubtaskRecord[];
  milestones: MilestoneRecord[];
}

/**
 * A new draft over a plan that people worked on. Their steps stay and keep their places; steps of the draft with the
 * same title are taken to be the same; what a kept step waited for and is gone is replaced by what that one waited for.
 * Dates are not computed yet.
 */
export function mergePlan({ draft, current, keeps, makeId, now }: MergeOptions): MergedPlan {
  const before = current?.subtasks ?? [];
  const kept = before.filter(keeps);
  const keptByTitle = new Map(kept.map((subtask) => [titleKey(subtask.title), subtask.id]));
  const drafted = toPlanSubtasks(
    draft,
    (index) => keptByTitle.get(titleKey(draft.subtasks[index]?.title ?? '')) ?? makeId(),
  );
  const milestones = milestonesOfDraft(draft, drafted).map((milestone) => ({
    ...milestone,
    date: now,
    completed: false,
  }));

  const keptIds = new Set(kept.map((subtask) => subtask.id));
  const fresh = drafted.filter((subtask) => !keptIds.has(subtask.id)).map((subtask) => newSubtask(subtask));
  const all = byId(before);
  const stayed = kept.map((subtask) => ({
    ...subtask,
    dependencies: bridgeDependencies(subtask, all, (id) => keptIds.has(id)),
  }));
  const places = new Map(stayed.map((subtask) => [subtask.id, subtask.order]));
  return {
    subtasks: inDependencyOrder(arrange([...fresh, ...stayed], places)),
    milestones: [...keptMilestones(current, keptIds, milestones), ...milestones],
  };
}

/** A subtask that nobody has touched yet. */
export const newSubtask = (
  subtask: Pick<
    SubtaskRecord,
    'id' | 'title' | 'description' | 'estimatedTime' | 'dependencies' | 'priority' | 'assignedTo' | 'order'
  >,
): SubtaskRecord => ({
  ...subtask,
  status: 'pending',
  edited: false,
  actualMinutes: 0,
  startedAt: null,
  completedAt: null,
  scheduledStart: null,
  scheduledEnd: null,
  slackMinutes: null,
  critical: false,
});

/** Milestones that kept steps reach, unless the draft has one of that name. */
function keptMilestones(
  current: PlanRecord | null,
  kept: ReadonlySet<string>,
  drafted: readonly MilestoneRecord[],
): MilestoneRecord[] {
  const names = new Set(drafted.map((milestone) => milestone.name));
  return (current?.timeline?.milestones ?? []).filter(
    ({ name, subtaskId }) => subtaskId !== null && kept.has(subtaskId) && !names.has(name),
  );
}

/**
 * Lists each step after what it waits for, otherwise as arranged. A draft's step may wait for a kept one and a kept one
 * never waits for a draft's, so there is no circle.
 */
function inDependencyOrder(subtasks: readonly SubtaskRecord[]): SubtaskRecord[] {
  const left = [...subtasks];
  const listed: SubtaskRecord[] = [];
  const done = new Set<string>();
  while (left.length > 0) {
    const next = left.findIndex((subtask) => subtask.dependencies.every((id) => done.has(id)));
    const [subtask] = left.splice(Math.max(next, 0), 1);
    if (!subtask) break;
    done.add(subtask.id);
    listed.push(subtask);
  }
  return listed.map((subtask, order) => ({ ...subtask, order }));
}
