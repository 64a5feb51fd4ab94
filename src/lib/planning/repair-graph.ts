import type { DraftMilestone, DraftPlan, DraftSubtask } from './types.ts';
import { quote } from './repair-notes.ts';

/** A subtask while it is being repaired: dependencies are references, so that dropping and merging need no renumbering. */
export interface Node extends Omit<DraftSubtask, 'dependencies'> {
  waitsFor: Set<Node>;
}

export interface WorkingMilestone extends Omit<DraftMilestone, 'afterSubtask'> {
  after: Node | null;
}

export interface WorkingPlan {
  nodes: Node[];
  milestones: WorkingMilestone[];
  assumptions: string[];
  confidence: number | undefined;
}

/** Opens a draft for repair; dependencies and milestones on subtasks that are not there are dropped and noted. */
export function toWorkingPlan(draft: DraftPlan, repairs: string[]): WorkingPlan {
  const nodes = draft.subtasks.map(({ dependencies: _, ...subtask }): Node => ({ ...subtask, waitsFor: new Set() }));
  draft.subtasks.forEach((subtask, index) => {
    const unknown = subtask.dependencies.filter((dependency) => nodes[dependency] === undefined);
    for (const dependency of subtask.dependencies) {
      const target = nodes[dependency];
      if (target) nodes[index]!.waitsFor.add(target);
    }
    if (unknown.length > 0)
      repairs.push(`${quote(subtask.title)} waited for a step that does not exist: that dependency was removed`);
  });
  const milestones = (draft.milestones ?? []).flatMap(({ afterSubtask, ...milestone }): WorkingMilestone[] => {
    if (afterSubtask === undefined) return [{ ...milestone, after: null }];
    const after = nodes[afterSubtask];
    if (after) return [{ ...milestone, after }];
    repairs.push(`The milestone ${quote(milestone.name)} belonged to no step and was left out`);
    return [];
  });
  return { nodes, milestones, assumptions: draft.assumptions, confidence: draft.confidence };
}

export function fromWorkingPlan(plan: WorkingPlan): DraftPlan {
  const position = new Map(plan.nodes.map((node, index) => [node, index]));
  const subtasks = plan.nodes.map(({ waitsFor, ...subtask }): DraftSubtask => ({
    ...subtask,
    dependencies: [...waitsFor].flatMap((node) => position.get(node) ?? []),
  }));
  const milestones = plan.milestones.map(({ after, ...milestone }): DraftMilestone => {
    const afterSubtask = after === null ? undefined : position.get(after);
    return afterSubtask === undefined ? milestone : { ...milestone, afterSubtask };
  });
  return {
    subtasks,
    ...(milestones.length > 0 && { milestones }),
    ...(plan.confidence !== undefined && { confidence: plan.confidence }),
    assumptions: plan.assumptions,
  };
}

/** The nodes' dependencies as index lists, for the graph helpers. */
export function dependencyLists(nodes: readonly Node[]): number[][] {
  const position = new Map(nodes.map((node, index) => [node, index]));
  return nodes.map((node) => [...node.waitsFor].flatMap((dependency) => position.get(dependency) ?? []));
}
