import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Context } from '../../ports/index.ts';
import { queueGeneration } from '../generations/queue-generation.ts';
import { betterOrder } from '../plans/better-order.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { scheduleInput } from '../plans/date-plan.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findPlannedTask } from './find-task.ts';
import { presentTask } from './present-task.ts';

export interface OptimizedTask {
  /** Null when only looked at. */
  generation: Generation | null;
  task: Task;
  schedule: {
    /** The end as it was (ISO 8601). */
    before: string | null;
    /** The end it would have. */
    after: string;
    /** Subtask ids. */
    order: string[];
  };
}

/**
 * Looks for an order of the open steps that ends sooner, and queues a run that applies it unless `apply` is false.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` without a plan or while one is being made, `rate_limited`
 */
export async function optimizeSchedule(
  context: Context,
  id: string,
  { apply }: { apply: boolean },
): Promise<OptimizedTask> {
  const { ports, actor } = context;
  if (apply) requirePermission(actor, 'tasks.write', 'change plans');
  else requirePermission(actor, 'tasks.read', 'read tasks');
  const record = await findPlannedTask(ports, id);
  const { subtasks, timeline } = record.aiGenerated;
  const { order, schedule } = betterOrder(
    subtasks,
    scheduleInput(subtasks, record, { now: ports.clock.now(), calendar: await companyCalendar(ports) }),
  );
  return {
    generation: apply ? await queueGeneration(context, { taskId: id, kind: 'optimize' }) : null,
    task: await presentTask(ports, record),
    schedule: {
      before: timeline?.estimatedEndDate.toISOString() ?? null,
      after: schedule.estimatedEndDate.toISOString(),
      order,
    },
  };
}
