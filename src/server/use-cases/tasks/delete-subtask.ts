import type { Task } from '../../../lib/contracts/task.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { subtaskPath } from '../plans/change-subtasks.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan } from '../plans/date-plan.ts';
import { withoutSubtask } from '../plans/removed-steps.ts';
import { requirePermission } from '../shared/authorise.ts';
import { editTask } from './edit-task.ts';

/**
 * Removes one step; what waited for it waits for what it waited for. The plan is dated anew.
 * @throws ProblemError `forbidden`, `not_found` or `conflict`
 */
export async function deleteSubtask(
  context: Context,
  { id, subtaskId, expectedVersion }: { id: string; subtaskId: string; expectedVersion?: number | undefined },
): Promise<Task> {
  requirePermission(context.actor, 'tasks.write', 'change plans');
  const calendar = await companyCalendar(context.ports);
  return editTask(context, { id, expectedVersion }, (before, now) => {
    const plan = before.aiGenerated;
    const gone = plan?.subtasks.find((subtask) => subtask.id === subtaskId);
    if (!plan || !gone) throw notFound('step');
    return {
      after: { ...before, aiGenerated: datePlan(withoutSubtask(plan, gone), before, { now, calendar }) },
      changed: [subtaskPath(subtaskId)],
    };
  });
}
