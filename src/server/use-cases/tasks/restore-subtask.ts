import type { Task } from '../../../lib/contracts/task.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { subtaskPath } from '../plans/change-subtasks.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { checkDependencies } from '../plans/check-dependencies.ts';
import { datePlan } from '../plans/date-plan.ts';
import { withSubtaskAgain } from '../plans/removed-steps.ts';
import { requirePermission } from '../shared/authorise.ts';
import { mostSubtasks } from './create-subtask.ts';
import { editTask } from './edit-task.ts';

/**
 * Brings back a step that was removed by hand, as it was; the plan is dated anew. One of the ten removed last, while no
 * new plan has been made.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when the plan is full or has changed so that it would
 * wait for itself
 */
export async function restoreSubtask(
  context: Context,
  { id, subtaskId, expectedVersion }: { id: string; subtaskId: string; expectedVersion?: number | undefined },
): Promise<Task> {
  requirePermission(context.actor, 'tasks.write', 'change plans');
  const calendar = await companyCalendar(context.ports);
  return editTask(context, { id, expectedVersion }, (before, now) => {
    const plan = before.aiGenerated;
    if (plan?.subtasks.some((subtask) => subtask.id === subtaskId)) return { after: before, changed: [] };
    const removed = plan?.removed?.find(({ subtask }) => subtask.id === subtaskId);
    if (!plan || !removed) throw notFound('removed step');
    if (plan.subtasks.length >= mostSubtasks) {
      throw new ProblemError('conflict', `A plan has at most ${mostSubtasks} steps. Split the task instead.`);
    }
    const again = withSubtaskAgain(plan, removed);
    checkDependencies(again.subtasks);
    return {
      after: { ...before, aiGenerated: datePlan(again, before, { now, calendar }) },
      changed: [subtaskPath(subtaskId)],
    };
  });
}
