import { shorten, cleanLine } from '../text.ts';
import { PLAN_LIMITS } from '../limits.ts';
import type { DraftPlan, DraftSubtask, TaskPriority } from '../types.ts';
import { fillTemplate } from './fill-template.ts';
import { readGoal } from './goal.ts';
import { industryNote } from './industries.ts';
import { matchTemplate } from './match-template.ts';
import { mostSimilarPlan, reusePlan, SIMILAR_ENOUGH, type FinishedPlan } from './similar-plan.ts';

export interface LocalPlanInput {
  title: string;
  description?: string | null | undefined;
  priority?: TaskPriority | undefined;
  /** The customer's company, industry and the name of the stage they are in, where known. */
  company?: string | null | undefined;
  industry?: string | null | undefined;
  stage?: string | null | undefined;
  finishedPlans?: readonly FinishedPlan[] | undefined;
  /** How much longer the team's steps took than estimated; the usual times are multiplied by it. */
  pace?: number | undefined;
}

/**
 * The planner that serves when no model can: a finished plan of the team when one is similar enough, else the template
 * for the kind of goal, both in the goal's own words. The plan is valid as it is (3 to 8 subtasks), the same for the
 * same input, and needs no network.
 */
export function planLocally(input: LocalPlanInput): DraftPlan {
  const { title, company, priority = 'medium' } = input;
  const description = input.description ?? '';
  const goal = readGoal(title, company);
  const known = knownFacts(description, input.stage);

  const similar = mostSimilarPlan(title, goal, input.finishedPlans ?? []);
  const reused = similar !== null && similar.similarity >= SIMILAR_ENOUGH ? reusePlan(similar, goal, known) : null;
  if (reused) return { ...reused, assumptions: [...reused.assumptions, ...openPoints(goal.by)] };

  // "Call Globex about the contract" is a call: the topic says no more than a description would.
  const focus = goal.topic === null ? title : title.replace(goal.topic, ' ');
  const template = matchTemplate(focus, `${goal.topic ?? ''} ${description}`);
  const context = {
    goal,
    text: `${title} ${description}`,
    priority,
    known,
    industryNote: industryNote(input.industry),
  };
  const plan = fillTemplate(template, context);
  const { subtasks, source } = atPace(plan.subtasks, input.pace, template.label);
  return { ...plan, subtasks, assumptions: [...plan.assumptions, source, ...openPoints(goal.by)] };
}

/** The usual times, or those times the team's pace in steps of five minutes; and where they come from. */
function atPace(
  subtasks: readonly DraftSubtask[],
  pace: number | undefined,
  label: string,
): { subtasks: DraftSubtask[]; source: string } {
  const usual = `Steps and times are the usual ones for ${label}`;
  if (pace === undefined) return { subtasks: [...subtasks], source: `${usual}, not learned from your own work` };
  const paced = (minutes: number) =>
    Math.min(PLAN_LIMITS.maxMinutes, Math.max(PLAN_LIMITS.minMinutes, Math.round((minutes * pace) / 5) * 5));
  return {
    subtasks: subtasks.map((subtask) => ({ ...subtask, estimatedTime: paced(subtask.estimatedTime) })),
    source: `${usual}, the times multiplied by ${pace.toFixed(1)}: so long your finished steps took`,
  };
}

function knownFacts(description: string, stage: string | null | undefined): string[] {
  const facts = cleanLine(description);
  const at = cleanLine(stage ?? '');
  return [
    ...(facts === '' ? [] : [`Known so far: ${shorten(facts, 280)}`]),
    ...(at === '' ? [] : [`Stage now: ${shorten(at, 80)}.`]),
  ];
}

function openPoints(deadline: string | null): string[] {
  return deadline === null ? ['The goal names no deadline, so the work may begin at once'] : [];
}
