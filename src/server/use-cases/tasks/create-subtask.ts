import type { CreateSubtaskRequest, Task } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import type { PlanRecord, TaskRecord } from '../../records/index.ts';
import { arrange, subtaskPath } from '../plans/change-subtasks.ts';
import { checkDependencies } from '../plans/check-dependencies.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan } from '../plans/date-plan.ts';
import { newSubtask } from '../plans/merge-plan.ts';
import { requirePermission } from '../shared/authorise.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { editTask } from './edit-task.ts';
import { checkAssignee } from './task-references.ts';

/** As many steps as a plan can have, by hand. */
export const mostSubtasks = 200;

/**
 * Adds a step to the plan and dates it anew; a task without a plan gets one made by hand.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed`, or `conflict` with 200 steps
 */
export async function createSubtask(
  context: Context,
  { id, input, expectedVersion }: { id: string; input: CreateSubtaskRequest; expectedVersion?: number | undefined },
): Promise<Task> {
  const { ports, actor } = context;
  requirePermission(actor, 'tasks.write', 'change plans');
  if (input.assignedTo !== null) await checkAssignee(ports, input.assignedTo, 'assignedTo');
  const subtaskId = ports.ids.next();
  const calendar = await companyCalendar(ports);
  return editTask(context, { id, expectedVersion }, (before, now) => {
    const plan = before.aiGenerated ?? planByHand(now);
    if (plan.subtasks.length >= mostSubtasks) {
      throw new ProblemError('conflict', `A plan has at most ${mostSubtasks} steps. Split the task instead.`);
    }
    const { order = plan.subtasks.length, ...fields } = input;
    const dependencies = [...new Set(fields.dependencies)];
    const added = { ...newSubtask({ ...fields, dependencies, id: subtaskId, order }), edited: true };
    const subtasks = arrange([...plan.subtasks, added], new Map([[subtaskId, order]]));
    checkDependencies(subtasks);
    const after: TaskRecord = { ...before, aiGenerated: datePlan({ ...plan, subtasks }, before, { now, calendar }) };
    return { after, changed: [subtaskPath(subtaskId)] };
  });
}

const planByHand = (now: Date): PlanRecord => ({
  subtasks: [],
  timeline: null,
  metadata: {
    generatedBy: 'by hand',
    confidence: 1,
    assumptions: [],
    repairs: [],
    promptUsed: '',
    routing: null,
    cost: null,
    generatedAt: now,
    regenerationCount: 0,
  },
});
