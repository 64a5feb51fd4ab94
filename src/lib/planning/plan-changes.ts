import { bridgeDependencies } from './bridge-dependencies.ts';
import type { PlanSubtask } from './types.ts';

/** What a plan says of a step, besides who does it and how far it is. */
export const statedFields = ['title', 'description', 'estimatedTime', 'dependencies', 'priority'] as const;
export type StatedField = (typeof statedFields)[number];
export type StatedStep = Pick<PlanSubtask, 'id' | StatedField>;

/** What a new plan makes of one step. */
export interface StepChange<Step extends StatedStep> {
  id: string;
  kind: 'added' | 'changed' | 'removed' | 'kept';
  /** The fields that differ; none unless it is changed. */
  fields: StatedField[];
  before: Step | null;
  after: Step | null;
}

/**
 * What a new plan changes in an old one, step by step: the new plan's steps in its order, those it leaves out where they
 * stood. A step is the same when its id is. One that only waits for something else because what it waited for goes is
 * kept.
 */
export function planChanges<Step extends StatedStep>(
  before: readonly Step[],
  after: readonly Step[],
): StepChange<Step>[] {
  const [old, next] = [byId(before), byId(after)];
  return weave(after, before).map(({ id }): StepChange<Step> => {
    const [was, becomes] = [old.get(id) ?? null, next.get(id) ?? null];
    if (!was) return { id, kind: 'added', fields: [], before: was, after: becomes };
    if (!becomes) return { id, kind: 'removed', fields: [], before: was, after: becomes };
    const bridged = { ...was, dependencies: bridgeDependencies(was, old, (other) => next.has(other)) };
    const fields = statedFields.filter((field) => !isSame(bridged, becomes, field));
    return { id, kind: fields.length > 0 ? 'changed' : 'kept', fields, before: was, after: becomes };
  });
}

export const byId = <Step extends { id: string }>(steps: readonly Step[]): Map<string, Step> =>
  new Map(steps.map((step) => [step.id, step]));

function isSame(one: StatedStep, other: StatedStep, field: StatedField): boolean {
  if (field !== 'dependencies') return one[field] === other[field];
  return (
    one.dependencies.length === other.dependencies.length &&
    one.dependencies.every((id) => other.dependencies.includes(id))
  );
}

/** One listing with the steps of another that it lacks, each behind the one it follows there. */
export function weave<Step extends { id: string }>(list: readonly Step[], others: readonly Step[]): Step[] {
  const woven = [...list];
  const listed = new Set(list.map(({ id }) => id));
  others.forEach((step, index) => {
    if (listed.has(step.id)) return;
    const previous = others[index - 1]?.id;
    woven.splice(woven.findIndex(({ id }) => id === previous) + 1, 0, step);
    listed.add(step.id);
  });
  return woven;
}
