import type { Context } from '../../ports/index.ts';
import type { TaskRecord } from '../../records/index.ts';
import { stamp } from '../shared/merge-patch.ts';

export interface BegunParent {
  before: TaskRecord;
  after: TaskRecord;
}

const isBegun = (task: TaskRecord | null) => task?.status === 'in_progress' || task?.status === 'completed';

/**
 * The tasks above one that begin with it, whoever may see them: a pending task is under way as soon as a part of it is.
 * None in a batch, where several parts of one task would each begin it.
 */
export async function begunParents(
  { ports, batchId }: Context,
  before: TaskRecord | null,
  after: TaskRecord,
): Promise<BegunParent[]> {
  if (!before || isBegun(before) || !isBegun(after) || batchId !== undefined) return [];
  const begun: BegunParent[] = [];
  let { parentTask } = after;
  while (parentTask !== null) {
    const parent: TaskRecord | null = await ports.all.tasks.find(parentTask);
    if (parent?.deletedAt !== null || parent.status !== 'pending') break;
    begun.push({ before: parent, after: { ...stamp(parent, ['status'], ports.clock.now()), status: 'in_progress' } });
    ({ parentTask } = parent);
  }
  return begun;
}
