import { bridgeDependencies } from './bridge-dependencies.ts';
import { sorted, withoutCircles } from './mend-steps.ts';
import { byId, weave, type StatedStep } from './plan-changes.ts';

interface Rebasing<Step extends StatedStep> {
  /** The plan that `after` was made over. */
  base: readonly Step[];
  after: readonly Step[];
  /** The plan as it is now. */
  current: readonly Step[];
  /** Whether a step of both was changed since. */
  isTouched: (base: Step, current: Step) => boolean;
}

/**
 * A new plan as it would be, had it been made over what people did since: steps they added or changed stand as they
 * are, those they took out are gone. The very same plan when nothing was done.
 */
export function rebasePlan<Step extends StatedStep>({ base, after, current, isTouched }: Rebasing<Step>): Step[] {
  const [was, now, next] = [byId(base), byId(current), byId(after)];
  const theirs = byId(
    current.filter((step) => {
      const before = was.get(step.id);
      return !before || isTouched(before, step);
    }),
  );
  const isGone = ({ id }: Step) => was.has(id) && !now.has(id);
  if (theirs.size === 0 && !base.some(isGone)) return [...after];

  const left = after.filter((step) => !isGone(step)).map((step) => theirs.get(step.id) ?? step);
  const listed = new Set([...left.map(({ id }) => id), ...theirs.keys()]);
  const woven = weave(
    left,
    current.filter(({ id }) => listed.has(id)),
  );
  const bridged = woven.map((step) => ({
    ...step,
    dependencies: bridgeDependencies(step, theirs.has(step.id) ? now : next, (id) => listed.has(id)),
  }));
  return sorted(withoutCircles(bridged, []));
}
