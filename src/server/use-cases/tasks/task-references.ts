import { invalid } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';

export type References = Partial<
  Pick<TaskRecord, 'customerId' | 'assignedTo' | 'parentTask' | 'pipelineId' | 'pipelineStage'>
>;
type Stores = Pick<Ports, 'customers' | 'tasks' | 'users' | 'all'>;

/** So many levels of tasks stand below each other at most, the first one counted. */
const mostLevels = 10;

/**
 * Checks that what a task is about to point to is there and not in the bin; its deal is `belongingAfter`'s. Absent and null references pass.
 * @param taskId the task itself when it exists already: it must not become its own ancestor
 * @throws ProblemError `validation_failed` naming the field
 */
export async function checkReferences(stores: Stores, references: References, taskId?: string): Promise<void> {
  const { customerId, assignedTo, parentTask } = references;
  if (customerId) await checkCustomerReference(stores, customerId);
  if (assignedTo) await checkAssignee(stores, assignedTo, 'assignedTo');
  if (parentTask) await checkParent(stores, parentTask, taskId);
  for (const path of ['pipelineId', 'pipelineStage'] as const) {
    if (references[path]) throw invalid(path, 'there is no such record');
  }
}

/** Throws ProblemError `validation_failed` at `customerId` unless this is a customer who is not in the bin. */
export async function checkCustomerReference(
  { customers }: Pick<Ports, 'customers'>,
  customerId: string,
): Promise<void> {
  const customer = await customers.find(customerId);
  if (customer?.deletedAt !== null) throw invalid('customerId', 'there is no such customer');
}

/** Throws ProblemError `validation_failed` at `path` unless this is an active member. */
export async function checkAssignee({ users }: Pick<Ports, 'users'>, userId: string, path: string): Promise<void> {
  const user = await users.find(userId);
  if (!user?.isActive) throw invalid(path, 'there is no such active member');
}

async function checkParent({ tasks, all }: Stores, parentTask: string, taskId: string | undefined): Promise<void> {
  let next: string | null = parentTask;
  let above = 0;
  for (; next !== null; above += 1) {
    if (next === taskId) throw invalid('parentTask', 'a task cannot be part of itself, directly or through others');
    if (above === mostLevels - 1) throw tooDeep();
    // What is further up counts, whoever may see it.
    const parent: TaskRecord | null = await (above === 0 ? tasks : all.tasks).find(next);
    if (above === 0 && (!parent || parent.deletedAt)) throw invalid('parentTask', 'there is no such task');
    next = parent?.parentTask ?? null;
  }
  if (taskId !== undefined) await checkRoom(all.tasks, taskId, mostLevels - above);
}

/** Throws when a task and what is below it take more levels than there is room for. */
async function checkRoom(tasks: Stores['tasks'], taskId: string, room: number): Promise<void> {
  let level: readonly string[] = [taskId];
  for (let left = room; level.length > 0; left -= 1) {
    if (left === 0) throw tooDeep();
    level = await tasks.partIds(level);
  }
}

const tooDeep = () => invalid('parentTask', `tasks are nested at most ${mostLevels} levels deep`);
