import { rebasePlan } from '../../../lib/planning/rebase-plan.ts';
import type { PlanRecord, ProposalRecord, SubtaskRecord } from '../../records/index.ts';
import { handiwork } from '../plans/merge-plan.ts';

const isTouched = (base: SubtaskRecord, current: SubtaskRecord): boolean =>
  handiwork(base) !== handiwork(current) || base.actualMinutes !== current.actualMinutes;

/** The plan's steps as they are, and as a proposal would have them, with what people did since it was made. */
export function rebased(proposal: ProposalRecord, plan: PlanRecord): { now: SubtaskRecord[]; then: SubtaskRecord[] } {
  const now = plan.subtasks.toSorted((a, b) => a.order - b.order);
  return { now, then: rebasePlan({ base: proposal.base, after: proposal.plan.subtasks, current: now, isTouched }) };
}
