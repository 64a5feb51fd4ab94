import { PLAN_LIMITS } from './limits.ts';
import type { WorkingPlan } from './repair-graph.ts';
import { quote } from './repair-notes.ts';
import { titleKey } from './repair-passes.ts';
import { cleanLine, shorten } from './text.ts';

/** Keeps distinct, named milestones, at most `PLAN_LIMITS.milestones`, their texts bounded. */
export function repairMilestones(plan: WorkingPlan, repairs: string[]): void {
  const seen = new Set<string>();
  const distinct = plan.milestones.flatMap((milestone) => {
    const name = shorten(cleanLine(milestone.name), PLAN_LIMITS.milestoneNameLength);
    const key = titleKey(name);
    if (key === '' || seen.has(key)) return [];
    seen.add(key);
    if (milestone.description === undefined) return [{ ...milestone, name }];
    return [
      {
        ...milestone,
        name,
        description: shorten(milestone.description.trim(), PLAN_LIMITS.milestoneDescriptionLength),
      },
    ];
  });
  if (distinct.length < plan.milestones.length) repairs.push('Milestones without a name or named twice were left out');
  plan.milestones = distinct.slice(0, PLAN_LIMITS.milestones);
  for (const milestone of distinct.slice(PLAN_LIMITS.milestones)) {
    repairs.push(`The milestone ${quote(milestone.name)} was left out: the plan had too many`);
  }
}
