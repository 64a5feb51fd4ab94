import type { Proposal } from '../../../lib/contracts/proposal.ts';
import { planChanges, type StatedStep } from '../../../lib/planning/plan-changes.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord, TaskRecord } from '../../records/index.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan } from '../plans/date-plan.ts';
import { rebased } from './rebased.ts';

type Needed = Pick<Ports, 'generations' | 'companySettings' | 'clock'>;

/** A run's proposal against the plan as it is now; null when it made none. */
export async function presentProposal(
  ports: Needed,
  run: GenerationRecord,
  task: TaskRecord,
): Promise<Proposal | null> {
  const { proposal } = run;
  if (!proposal) return null;
  const plan = task.aiGenerated;
  const state = proposal.state === 'open' && (await isSuperseded(ports, run)) ? 'superseded' : proposal.state;
  if (state !== 'open' || !plan) return { state, changes: [], ends: { before: null, after: null } };
  const { now, then } = rebased(proposal, plan);
  const dating = { now: ports.clock.now(), calendar: await companyCalendar(ports) };
  const subtasks = then.map((step, order) => ({ ...step, order }));
  const dated = datePlan({ ...proposal.plan, subtasks }, task, dating);
  return {
    state,
    changes: planChanges(now, then).map((change) => ({
      ...change,
      before: change.before && stated(change.before),
      after: change.after && stated(change.after),
    })),
    ends: {
      before: plan.timeline?.estimatedEndDate.toISOString() ?? null,
      after: dated.timeline?.estimatedEndDate.toISOString() ?? null,
    },
  };
}

/** Whether another run began for the task since. */
export async function isSuperseded(
  { generations }: Pick<Ports, 'generations'>,
  { id, taskId }: GenerationRecord,
): Promise<boolean> {
  return (await generations.latest(taskId))?.id !== id;
}

const stated = ({ title, description, estimatedTime, dependencies, priority }: StatedStep) => ({
  title,
  description,
  estimatedTime,
  dependencies,
  priority,
});
