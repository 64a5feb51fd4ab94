import type { MilestoneRecord, PlanRecord, RemovedStepRecord, SubtaskRecord } from '../../records/index.ts';
import { arrange } from './change-subtasks.ts';

/** So many can be brought back. */
const kept = 10;

/**
 * The plan without a step: what waited for it waits for what it waited for, and so do its milestones. The step is kept
 * among those removed.
 */
export function withoutSubtask(plan: PlanRecord, gone: SubtaskRecord): PlanRecord {
  const left = plan.subtasks.filter((subtask) => subtask.id !== gone.id);
  const subtasks = left.map((subtask) => {
    if (!subtask.dependencies.includes(gone.id)) return subtask;
    return {
      ...subtask,
      dependencies: unique(subtask.dependencies.flatMap((id) => (id === gone.id ? gone.dependencies : [id]))),
    };
  });
  const heir = left
    .filter((subtask) => gone.dependencies.includes(subtask.id))
    .toSorted(byEnd)
    .at(-1);
  const all = plan.timeline?.milestones ?? [];
  const milestones = all.flatMap((milestone) => {
    if (milestone.subtaskId !== gone.id) return [milestone];
    return heir ? [{ ...milestone, subtaskId: heir.id }] : [];
  });
  const removed: RemovedStepRecord = {
    subtask: gone,
    waiting: left
      .filter(({ dependencies }) => dependencies.includes(gone.id))
      .map(({ id, dependencies }) => ({ id, dependencies })),
    milestones: all.filter(({ subtaskId }) => subtaskId === gone.id),
  };
  return {
    ...plan,
    subtasks: arrange(subtasks, new Map()),
    removed: [removed, ...(plan.removed ?? [])].slice(0, kept),
    timeline: withMilestones(plan.timeline, milestones),
  };
}

/**
 * The plan with a removed step as it was, where it was: what waited for it waits for it again, and its milestones are
 * its own. What has changed since stays.
 */
export function withSubtaskAgain(plan: PlanRecord, removed: RemovedStepRecord): PlanRecord {
  const { subtask, waiting, milestones } = removed;
  const known = new Set([subtask.id, ...plan.subtasks.map(({ id }) => id)]);
  const subtasks = plan.subtasks.map((step) => {
    const was = waiting.find(({ id }) => id === step.id);
    if (!was) return step;
    const since = step.dependencies.filter((id) => !subtask.dependencies.includes(id));
    return { ...step, dependencies: unique([...was.dependencies.filter((id) => known.has(id)), ...since]) };
  });
  const again = { ...subtask, dependencies: subtask.dependencies.filter((id) => known.has(id)) };
  const names = new Set(milestones.map(({ name }) => name));
  const others = (plan.timeline?.milestones ?? []).filter(({ name }: MilestoneRecord) => !names.has(name));
  return {
    ...plan,
    subtasks: arrange([...subtasks, again], new Map([[again.id, again.order]])),
    removed: (plan.removed ?? []).filter((other) => other.subtask.id !== subtask.id),
    timeline: withMilestones(plan.timeline, [...others, ...milestones]),
  };
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

const withMilestones = (timeline: PlanRecord['timeline'], milestones: MilestoneRecord[]): PlanRecord['timeline'] =>
  timeline && { ...timeline, milestones };

const byEnd = (a: SubtaskRecord, b: SubtaskRecord): number =>
  (a.scheduledEnd?.getTime() ?? 0) - (b.scheduledEnd?.getTime() ?? 0);
