import type { Task } from '../../../lib/contracts/task.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan } from '../plans/date-plan.ts';
import { requirePermission } from '../shared/authorise.ts';
import { editTask } from '../tasks/edit-task.ts';
import { undoable } from './undo-of.ts';

/**
 * Brings back the plan a run replaced or re-ordered, as a whole, dated anew.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when the plan was changed since, or a newer run began
 */
export async function undoGeneration(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | undefined },
): Promise<Task> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'change plans');
  const run = await ports.generations.find(id);
  if (!run || !(await ports.tasks.find(run.taskId))) throw notFound('generation');
  const calendar = await companyCalendar(ports);
  return editTask(context, { id: run.taskId, expectedVersion }, async (before, now) => {
    const newest = await ports.generations.find(id);
    const undo = newest && (await undoable(ports, newest, before));
    if (!undo) {
      throw new ProblemError(
        'conflict',
        'The plan before cannot be brought back: the plan was changed since, or there is none.',
      );
    }
    return {
      after: { ...before, aiGenerated: datePlan(undo.plan, before, { now, calendar }) },
      changed: ['aiGenerated'],
      write: (tx) => ports.generations.undone(id, tx),
    };
  });
}
