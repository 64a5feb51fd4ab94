import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { PlanRecord, TaskRecord } from '../../records/index.ts';

/** The task with this id. Throws ProblemError `not_found` when there is none, or when it is in the bin. */
export async function findTask(ports: Pick<Ports, 'tasks'>, id: string): Promise<TaskRecord> {
  const task = await ports.tasks.find(id);
  if (task?.deletedAt !== null) throw notFound('task');
  return task;
}

export type PlannedTask = TaskRecord & { aiGenerated: PlanRecord };

/** A task that has a plan. Throws ProblemError `not_found`, or `conflict` when there is no plan yet. */
export async function findPlannedTask(ports: Pick<Ports, 'tasks'>, id: string): Promise<PlannedTask> {
  const task = await findTask(ports, id);
  if (!hasPlan(task)) {
    throw new ProblemError('conflict', 'This task has no plan yet. Have one made or add steps, then try again.');
  }
  return task;
}

const hasPlan = (task: TaskRecord): task is PlannedTask => task.aiGenerated !== null;
