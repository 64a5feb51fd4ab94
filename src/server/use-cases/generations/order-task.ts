import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord, PlanRecord, TaskRecord } from '../../records/index.ts';
import { betterOrder } from '../plans/better-order.ts';
import { arrange, subtaskPath } from '../plans/change-subtasks.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan, scheduleInput, type Dating } from '../plans/date-plan.ts';
import type { Edit } from '../tasks/edit-task.ts';
import { completeRun } from './finish-run.ts';
import type { RunLease } from '../runs/run-lease.ts';

/**
 * Dates a plan anew (`timeline`), or orders its open steps so that it ends sooner (`optimize`), and saves it.
 * Locked steps keep their places.
 * @throws RunStopped, or ProblemError when task or plan are gone
 */
export async function orderTask(ports: Ports, run: GenerationRecord, lease: RunLease): Promise<void> {
  const optimizes = run.kind === 'optimize';
  const calendar = await companyCalendar(ports);
  await completeRun(ports, {
    run,
    lease,
    generatedBy: null,
    message: optimizes ? 'The steps are in the best order found' : 'The dates are computed anew',
    decide: (task, now) => {
      const plan = task.aiGenerated;
      if (!plan) throw new ProblemError('conflict', 'The task has no plan any more.');
      const dating = { now, calendar };
      return optimizes ? reordered(task, plan, dating) : redated(task, plan, dating);
    },
  });
}

/** The task with its dates computed anew, and nothing else. */
export const redated = (task: TaskRecord, plan: PlanRecord, dating: Dating): Edit => ({
  after: { ...task, aiGenerated: datePlan(plan, task, dating) },
  changed: ['aiGenerated.timeline'],
});

function reordered(task: TaskRecord, plan: PlanRecord, dating: Dating): Edit {
  const { order } = betterOrder(plan.subtasks, scheduleInput(plan.subtasks, task, dating));
  const subtasks = arrange(plan.subtasks, new Map(order.map((id, place) => [id, place])));
  const before = new Map(plan.subtasks.map((subtask) => [subtask.id, subtask.order]));
  const moved = subtasks.filter((subtask) => before.get(subtask.id) !== subtask.order);
  return {
    after: { ...task, aiGenerated: datePlan({ ...plan, subtasks }, task, dating) },
    changed: ['aiGenerated.timeline', ...moved.map(({ id }) => subtaskPath(id, 'order'))],
  };
}
