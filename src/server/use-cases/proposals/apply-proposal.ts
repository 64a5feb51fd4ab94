import type { ApplyProposalRequest } from '../../../lib/contracts/proposal.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { invalid, ProblemError } from '../../../lib/domain/errors.ts';
import { applyPlanChanges } from '../../../lib/planning/apply-plan-changes.ts';
import { planChanges, type StepChange } from '../../../lib/planning/plan-changes.ts';
import { quote } from '../../../lib/planning/repair-notes.ts';
import type { Context } from '../../ports/index.ts';
import type { MilestoneRecord, PlanRecord, ProposalRecord, SubtaskRecord } from '../../records/index.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { subtaskPath } from '../plans/change-subtasks.ts';
import { datePlan } from '../plans/date-plan.ts';
import { requirePermission } from '../shared/authorise.ts';
import { editTask } from '../tasks/edit-task.ts';
import { openProposal } from './open-proposal.ts';
import { rebased } from './rebased.ts';

interface Applying extends ApplyProposalRequest {
  id: string;
  generationId: string;
  expectedVersion?: number | undefined;
}

/**
 * Takes changes of a proposed plan, all or some, in one commit. What people changed since it was made stays as it is,
 * and that is told; the plan is mended where a change needs one that was not taken, and dated.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` for a change there is not, or `conflict`
 */
export async function applyProposal(
  context: Context,
  { id, generationId, accept, expectedVersion }: Applying,
): Promise<{ task: Task; repairs: string[] }> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'change plans');
  const calendar = await companyCalendar(ports);
  let repairs: string[] = [];
  const task = await editTask(context, { id, expectedVersion }, async (before, now) => {
    const { proposal } = await openProposal(ports, id, generationId);
    const plan = before.aiGenerated;
    if (!plan) throw new ProblemError('conflict', 'The task has no plan any more. Have one made instead.');
    const taken = takeChanges(proposal, plan, accept);
    repairs = taken.repairs;
    return {
      after: { ...before, aiGenerated: datePlan(taken.plan, before, { now, calendar }) },
      changed: taken.changed,
      write: (tx) => ports.generations.settle(generationId, 'applied', tx),
    };
  });
  return { task, repairs };
}

interface Taken {
  plan: PlanRecord;
  /** Dotted paths. */
  changed: string[];
  repairs: string[];
}

/** A plan with the accepted changes of a proposal, not yet dated. */
function takeChanges(proposal: ProposalRecord, plan: PlanRecord, accept: readonly string[] | undefined): Taken {
  const { now, then } = rebased(proposal, plan);
  const open = planChanges(now, then).filter(({ kind }) => kind !== 'kept');
  const ids = new Set(open.map((change) => change.id));
  const late = (accept ?? []).flatMap((id, index) => (ids.has(id) ? [] : [stays(proposal, id, index)]));
  const accepted = new Set(accept ?? ids);
  const taken = open.filter(({ id }) => accepted.has(id));
  if (taken.length === 0) {
    throw new ProblemError(
      'conflict',
      'None of these changes is left: the plan was changed meanwhile. Look at it again.',
    );
  }
  const { steps, repairs } = applyPlanChanges(now, then, accepted);
  const all = [...late, ...repairs];
  const some = taken.length < open.length ? [`${taken.length} of ${open.length} proposed changes were taken`] : [];
  const { metadata } = proposal.plan;
  return {
    plan: {
      subtasks: steps.map((step, order) => ({ ...step, order })),
      timeline: plan.timeline && { ...plan.timeline, milestones: milestonesAfter(plan, proposal.plan, taken, steps) },
      metadata: {
        ...metadata,
        repairs: [...metadata.repairs, ...some, ...all],
        regenerationCount: plan.metadata.regenerationCount + 1,
      },
    },
    changed: ['aiGenerated.metadata', 'aiGenerated.timeline', ...taken.flatMap(pathsOf)],
    repairs: all,
  };
}

/** Says of a change that is none any more why; throws ProblemError `validation_failed` when it never was one. */
function stays({ base, plan }: ProposalRecord, id: string, index: number): string {
  const step = [...base, ...plan.subtasks].find((candidate) => candidate.id === id);
  if (!step) throw invalid(`accept.${index}`, 'there is no such change in this proposal');
  return `${quote(step.title)} was changed meanwhile and stays as it is`;
}

const pathsOf = ({ id, kind, fields }: StepChange<SubtaskRecord>): string[] =>
  kind === 'changed' ? fields.map((field) => subtaskPath(id, field)) : [subtaskPath(id)];

/** Milestones of steps that are taken from the new plan, and those of the old one whose steps are still there. */
function milestonesAfter(
  plan: PlanRecord,
  proposed: PlanRecord,
  taken: readonly StepChange<SubtaskRecord>[],
  steps: readonly SubtaskRecord[],
): MilestoneRecord[] {
  const [fresh, there] = [new Set(taken.map(({ id }) => id)), new Set(steps.map(({ id }) => id))];
  const isThere = ({ subtaskId }: MilestoneRecord) => subtaskId === null || there.has(subtaskId);
  const next = (proposed.timeline?.milestones ?? []).filter(isThere);
  const taking = next.filter(({ subtaskId }) => subtaskId === null || fresh.has(subtaskId));
  const names = new Set(taking.map(({ name }) => name));
  const old = (plan.timeline?.milestones ?? []).filter(isThere).filter(({ name }) => !names.has(name));
  return [...old, ...taking];
}
