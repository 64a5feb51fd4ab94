import { DEFAULT_MINUTES, PLAN_LIMITS } from './limits.ts';
import { type Node, type WorkingPlan, fromWorkingPlan, toWorkingPlan } from './repair-graph.ts';
import { cutCycles, dropSelfDependencies, foldShortestPair, mergeSameTitles, sortNodes } from './repair-passes.ts';
import { quote } from './repair-notes.ts';
import { repairMilestones } from './repair-milestones.ts';
import { cleanLine, shorten, words } from './text.ts';
import type { DraftPlan } from './types.ts';

/** The answer holds too little to make a plan of: ask the model again, or let the local planner serve. */
export class PlanUnusableError extends Error {
  readonly subtaskCount: number;

  constructor(subtaskCount: number, needed: number = PLAN_LIMITS.minSubtasks) {
    super(`A plan needs at least ${needed} different steps, the answer had ${subtaskCount}`);
    this.name = 'PlanUnusableError';
    this.subtaskCount = subtaskCount;
  }
}

export interface RepairOptions {
  /** The most subtasks to keep; default 8. */
  maxSubtasks?: number | undefined;
  /** The fewest subtasks that make a plan; default 3. Fewer will do where they join steps that are there already. */
  minSubtasks?: number | undefined;
}

export interface RepairedPlan {
  plan: DraftPlan;
  /** What was changed, each as a short sentence for people. */
  repairs: string[];
}

/**
 * Makes a valid plan of a draft, the same for the same draft: titled, distinct subtasks within `PLAN_LIMITS`, whole
 * minutes, dependencies known and free of cycles, listed so that each comes after what it waits for. A valid plan
 * comes back as it was, without repairs, so repairing twice changes nothing more.
 *
 * @throws {PlanUnusableError} when fewer than `minSubtasks` different subtasks are left.
 */
export function repairDraft(draft: DraftPlan, options: RepairOptions = {}): RepairedPlan {
  const maxSubtasks = Math.max(PLAN_LIMITS.minSubtasks, Math.trunc(options.maxSubtasks ?? PLAN_LIMITS.maxSubtasks));
  const repairs: string[] = [];
  const plan = toWorkingPlan(draft, repairs);

  dropUntitled(plan, repairs);
  for (const node of plan.nodes) boundNode(node, repairs);
  dropSelfDependencies(plan, repairs);
  for (;;) {
    mergeSameTitles(plan, repairs);
    cutCycles(plan, repairs);
    sortNodes(plan, repairs);
    if (plan.nodes.length <= maxSubtasks) break;
    foldShortestPair(plan, repairs);
  }
  const minSubtasks = options.minSubtasks ?? PLAN_LIMITS.minSubtasks;
  if (plan.nodes.length < minSubtasks) throw new PlanUnusableError(plan.nodes.length, minSubtasks);

  repairMilestones(plan, repairs);
  plan.assumptions = repairAssumptions(draft.assumptions);
  plan.confidence = repairConfidence(draft.confidence, repairs);
  return { plan: fromWorkingPlan(plan), repairs };
}

function dropUntitled(plan: WorkingPlan, repairs: string[]): void {
  const untitled = new Set(plan.nodes.filter((node) => words(node.title).length === 0));
  if (untitled.size === 0) return;
  repairs.push(
    untitled.size === 1
      ? 'A step without a title was left out'
      : `${untitled.size} steps without a title were left out`,
  );
  plan.nodes = plan.nodes.filter((node) => !untitled.has(node));
  for (const node of plan.nodes) for (const gone of untitled) node.waitsFor.delete(gone);
  plan.milestones = plan.milestones.filter((milestone) => milestone.after === null || !untitled.has(milestone.after));
}

function boundNode(node: Node, repairs: string[]): void {
  const title = cleanLine(node.title);
  node.title = shorten(title, PLAN_LIMITS.titleLength);
  if (node.title !== title)
    repairs.push(`The title ${quote(title)} was shortened to ${PLAN_LIMITS.titleLength} characters`);

  const description = node.description.trim();
  node.description = shorten(description, PLAN_LIMITS.descriptionLength);
  if (node.description.length < description.length) repairs.push(`The description of ${quote(title)} was shortened`);

  const given = node.estimatedTime;
  const whole = Number.isNaN(given) ? DEFAULT_MINUTES : Math.round(Math.min(Math.max(given, 0), 1e9));
  node.estimatedTime = Math.min(Math.max(whole, PLAN_LIMITS.minMinutes), PLAN_LIMITS.maxMinutes);
  if (node.estimatedTime === given) return;
  if (node.estimatedTime === whole) repairs.push(`The time of ${quote(title)} was rounded to ${whole} minutes`);
  else repairs.push(`${quote(title)} was estimated at ${whole} minutes: ${node.estimatedTime} are planned`);
}

function repairAssumptions(assumptions: readonly string[]): string[] {
  const kept = assumptions
    .map((text) => shorten(cleanLine(text), PLAN_LIMITS.assumptionLength))
    .filter((text) => text !== '');
  return [...new Set(kept)].slice(0, PLAN_LIMITS.assumptions);
}

function repairConfidence(confidence: number | undefined, repairs: string[]): number | undefined {
  if (confidence === undefined || (confidence >= 0 && confidence <= 1)) return confidence;
  repairs.push('The stated confidence was no number between 0 and 1 and was ignored');
  return undefined;
}
