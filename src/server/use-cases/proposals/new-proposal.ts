import { byId } from '../../../lib/planning/plan-changes.ts';
import { sameSteps } from '../../../lib/planning/same-steps.ts';
import type { PlanRecord, ProposalRecord } from '../../records/index.ts';

/** A new plan to look at before it is taken. Steps that say much the same as an old one are that one, changed. */
export function newProposal(current: PlanRecord, made: PlanRecord): ProposalRecord {
  const [old, next] = [byId(current.subtasks), byId(made.subtasks)];
  const same = sameSteps(
    current.subtasks.filter(({ id }) => !next.has(id)),
    made.subtasks.filter(({ id }) => !old.has(id)),
  );
  const named = (id: string) => same.get(id) ?? id;
  return {
    state: 'open',
    base: current.subtasks.toSorted((a, b) => a.order - b.order),
    plan: {
      ...made,
      subtasks: made.subtasks
        .toSorted((a, b) => a.order - b.order)
        .map((step) => ({
          ...step,
          id: named(step.id),
          assignedTo: old.get(named(step.id))?.assignedTo ?? step.assignedTo,
          dependencies: step.dependencies.map(named),
        })),
      timeline: made.timeline && {
        ...made.timeline,
        milestones: made.timeline.milestones.map((milestone) => ({
          ...milestone,
          subtaskId: milestone.subtaskId && named(milestone.subtaskId),
        })),
      },
    },
  };
}
