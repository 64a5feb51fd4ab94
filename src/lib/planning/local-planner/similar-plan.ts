import { repairDraft, PlanUnusableError } from '../repair.ts';
import { similarities } from '../similarity.ts';
import type { DraftPlan } from '../types.ts';
import { readGoal, type Goal } from './goal.ts';

/** A plan that was carried out, with the minutes its steps really took where they are known. */
export interface FinishedPlan {
  title: string;
  subtasks: readonly { title: string; minutes: number; dependencies: readonly number[] }[];
}

export interface SimilarPlan {
  finished: FinishedPlan;
  /** 0 to 1. */
  similarity: number;
}

/** From this likeness on a finished plan serves better than a template. */
export const SIMILAR_ENOUGH = 0.6;

/**
 * The finished plan whose goal is most like this one, names of customers and deadlines aside: what was done for
 * Globex's renewal is what Acme's needs. Of equal ones the first.
 */
export function mostSimilarPlan(title: string, goal: Goal, finished: readonly FinishedPlan[]): SimilarPlan | null {
  const scores = similarities(
    withoutNames(title, goal),
    finished.map((plan) => withoutNames(plan.title, readGoal(plan.title))),
  );
  const best = scores.indexOf(Math.max(...scores));
  return best < 0 ? null : { finished: finished[best]!, similarity: scores[best]! };
}

/** The finished plan with this goal's names in place of its own; null when too little of it is left to be a plan. */
export function reusePlan({ finished }: SimilarPlan, goal: Goal, known: readonly string[]): DraftPlan | null {
  const old = readGoal(finished.title);
  const rename = (text: string) => replaceName(replaceName(text, old.object, goal.object), old.customer, goal.customer);
  const subtasks = finished.subtasks.map(({ title, minutes, dependencies }, index) => ({
    title: rename(title),
    description: [
      ...(index === 0 ? [`For ${goal.theObject}${goal.by ? `, ${goal.by}` : ''}.`, ...known] : []),
      `As in “${finished.title}”.`,
    ].join('\n'),
    estimatedTime: Math.round(minutes),
    dependencies: [...dependencies],
    priority: 'medium' as const,
  }));
  const assumptions = [`Steps and times are those of “${finished.title}”, which was finished`];
  try {
    return repairDraft({ subtasks, assumptions }).plan;
  } catch (error) {
    if (error instanceof PlanUnusableError) return null;
    throw error;
  }
}

function withoutNames(title: string, goal: Goal): string {
  const named = goal.customer === null ? title : title.replaceAll(goal.customer, ' ');
  return goal.deadline === null ? named : named.replace(goal.deadline, ' ');
}

function replaceName(text: string, from: string | null, to: string | null): string {
  return from === null || to === null || from === '' ? text : text.replaceAll(from, () => to);
}
