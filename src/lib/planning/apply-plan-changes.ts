import { bridgeDependencies } from './bridge-dependencies.ts';
import { sorted, withoutCircles } from './mend-steps.ts';
import { byId, planChanges, statedFields, weave, type StatedStep } from './plan-changes.ts';
import { quote } from './repair-notes.ts';

export interface AppliedChanges<Step extends StatedStep> {
  /** In their order. */
  steps: Step[];
  /** What had to be mended because only some changes were taken, each as a short sentence for people. */
  repairs: string[];
}

/**
 * An old plan with some of a new plan's changes, always a valid one when both are: none gives the old plan, all give
 * the new one. Of a subset, the old order stays and added steps follow the one they follow in the new plan; what a step
 * waits for and is not there is replaced by what that one waited for; circles are cut where they contradict the order
 * most.
 * @param accept ids of the changes taken; ids of no change say nothing
 */
export function applyPlanChanges<Step extends StatedStep>(
  before: readonly Step[],
  after: readonly Step[],
  accept: ReadonlySet<string>,
): AppliedChanges<Step> {
  const changes = planChanges(before, after).filter(({ kind }) => kind !== 'kept');
  const taken = new Map(changes.filter(({ id }) => accept.has(id)).map((change) => [change.id, change]));
  const [old, next] = [byId(before), byId(after)];
  if (taken.size === 0) return { steps: [...before], repairs: [] };
  if (taken.size === changes.length)
    return { steps: after.map((step) => restated(old.get(step.id), step)), repairs: [] };

  const kept = before.filter(({ id }) => taken.get(id)?.kind !== 'removed');
  const added = after.filter(({ id }) => taken.get(id)?.kind === 'added');
  const placed = weave(
    kept,
    after.filter((step) => added.includes(step) || kept.some(({ id }) => id === step.id)),
  );
  const there = new Set(placed.map(({ id }) => id));
  const repairs: string[] = [];
  const steps = placed.map((step) => {
    const source = taken.has(step.id) ? next : old;
    const says = source.get(step.id) ?? step;
    const dependencies = bridgeDependencies(says, source, (id) => there.has(id));
    const refused = source === next ? says.dependencies.find((id) => !there.has(id)) : undefined;
    if (refused !== undefined) repairs.push(waitsElsewhere(says, next.get(refused), dependencies.length));
    return { ...restated(old.get(step.id), says), dependencies };
  });
  return { steps: sorted(withoutCircles(steps, repairs)), repairs };
}

/** A step as a new plan states it; whose it is and how far it is stays. */
function restated<Step extends StatedStep>(was: Step | undefined, says: Step): Step {
  if (!was) return says;
  return { ...was, ...Object.fromEntries(statedFields.map((field) => [field, says[field]])) };
}

const waitsElsewhere = (step: StatedStep, gone: StatedStep | undefined, left: number): string => {
  const cause = `${quote(step.title)} was to wait for ${quote(gone?.title ?? 'a step')}, which is not part of the plan`;
  return left > 0 ? `${cause}: it waits for what comes before that` : `${cause}: it waits for nothing now`;
};
