import { findCycle, topologicalOrder } from './graph.ts';
import { PLAN_LIMITS } from './limits.ts';
import { type Node, type WorkingPlan, dependencyLists } from './repair-graph.ts';
import { quote } from './repair-notes.ts';
import { shorten, words } from './text.ts';
import type { SubtaskPriority } from './types.ts';

/** The single passes of a repair. Each changes the working plan in place and notes what it did. */

export function dropSelfDependencies(plan: WorkingPlan, repairs: string[]): void {
  for (const node of plan.nodes) {
    if (node.waitsFor.delete(node)) repairs.push(`${quote(node.title)} waited for itself: that dependency was removed`);
  }
}

/** Subtasks whose titles say the same, articles, case and punctuation aside, become the one listed first. */
export function mergeSameTitles(plan: WorkingPlan, repairs: string[]): void {
  const firsts = new Map<string, Node>();
  for (const node of [...plan.nodes]) {
    const key = titleKey(node.title);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, node);
      continue;
    }
    absorb(plan, first, node);
    first.estimatedTime = Math.max(first.estimatedTime, node.estimatedTime);
    if (node.description.length > first.description.length) first.description = node.description;
    repairs.push(
      node.title === first.title
        ? `${quote(node.title)} was listed twice and is one step now`
        : `${quote(first.title)} and ${quote(node.title)} were one step`,
    );
  }
}

/**
 * Cuts cycles until none is left. The weakest edge of a cycle is the one that contradicts the listed order most: a
 * subtask waiting for one listed further down, the furthest first, then the earliest waiting one. Every cycle has
 * such an edge, and edges that agree with the listing survive.
 */
export function cutCycles(plan: WorkingPlan, repairs: string[]): void {
  for (let cycle = findCycle(dependencyLists(plan.nodes)); cycle; cycle = findCycle(dependencyLists(plan.nodes))) {
    const edges = cycle.map((from, at) => ({ from, to: cycle[(at + 1) % cycle.length]! }));
    const weakest = edges.reduce((best, edge) => {
      const difference = edge.to - edge.from - (best.to - best.from);
      return difference > 0 || (difference === 0 && edge.from < best.from) ? edge : best;
    });
    const [from, to] = [plan.nodes[weakest.from]!, plan.nodes[weakest.to]!];
    from.waitsFor.delete(to);
    repairs.push(
      cycle.length === 2
        ? `${quote(to.title)} and ${quote(from.title)} waited for each other: ${quote(from.title)} now comes first`
        : `${cycle.length} steps waited for one another in a circle: ${quote(from.title)} no longer waits for ${quote(to.title)}`,
    );
  }
}

/** Lists each subtask after those it waits for, otherwise as it was. Expects a plan without cycles. */
export function sortNodes(plan: WorkingPlan, repairs: string[]): void {
  const order = topologicalOrder(dependencyLists(plan.nodes));
  if (order.every((node, position) => node === position)) return;
  plan.nodes = order.map((node) => plan.nodes[node]!);
  repairs.push('The steps were listed anew so that each comes after those it waits for');
}

/**
 * Makes one step of the two neighbours in the list that take the least time together, so that no work is lost.
 * Joining neighbours of a topological order never makes a cycle: whatever lay between them would stand between them.
 */
export function foldShortestPair(plan: WorkingPlan, repairs: string[]): void {
  const sums = plan.nodes.slice(1).map((node, index) => node.estimatedTime + plan.nodes[index]!.estimatedTime);
  const at = sums.indexOf(Math.min(...sums));
  const [first, second] = [plan.nodes[at]!, plan.nodes[at + 1]!];
  repairs.push(`${quote(first.title)} and ${quote(second.title)} were combined: the plan had too many steps`);
  absorb(plan, first, second);
  first.title = shorten(`${first.title}; ${second.title}`, PLAN_LIMITS.titleLength);
  first.description = shorten(joinTexts(first.description, second.description), PLAN_LIMITS.descriptionLength);
  first.estimatedTime = Math.min(first.estimatedTime + second.estimatedTime, PLAN_LIMITS.maxMinutes);
}

function joinTexts(first: string, second: string): string {
  return first === '' || second === '' ? first + second : `${first}\n${second}`;
}

const priorityRank: Record<SubtaskPriority, number> = { low: 0, medium: 1, high: 2 };

/** Moves what waits for `gone`, and what it waits for, over to `kept`, and takes it out of the plan. */
function absorb(plan: WorkingPlan, kept: Node, gone: Node): void {
  plan.nodes = plan.nodes.filter((node) => node !== gone);
  for (const node of plan.nodes) if (node.waitsFor.delete(gone)) node.waitsFor.add(kept);
  for (const dependency of gone.waitsFor) kept.waitsFor.add(dependency);
  kept.waitsFor.delete(kept);
  kept.waitsFor.delete(gone);
  if (priorityRank[gone.priority] > priorityRank[kept.priority]) kept.priority = gone.priority;
  for (const milestone of plan.milestones) if (milestone.after === gone) milestone.after = kept;
}

const fillers = new Set(['the', 'a', 'an', 'our', 'your', 'their']);

/** The words of a title in comparable form. */
export function titleKey(title: string): string {
  const all = words(title);
  const telling = all.filter((word) => !fillers.has(word));
  return (telling.length > 0 ? telling : all).join(' ');
}
