import { listDealsQuery } from '../../../lib/contracts/deal.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { DealRecord, TaskRecord } from '../../records/index.ts';
import { saveDeal } from '../deals/save-deal.ts';
import { stamp } from '../shared/merge-patch.ts';
import { saveTask } from '../tasks/save-task.ts';

/** So many tasks and deals move in one commit, which has 5 s. */
const most = 500;
const pageSize = 200;

export interface Belongings {
  tasks: TaskRecord[];
  deals: DealRecord[];
}

/** The living tasks and deals of some customers. Throws ProblemError `conflict` when there are more than 500. */
export async function belongingsOf(ports: Ports, customerIds: readonly string[]): Promise<Belongings> {
  const found: Belongings = { tasks: [], deals: [] };
  const check = () => {
    if (found.tasks.length + found.deals.length <= most) return;
    throw new ProblemError(
      'conflict',
      `These customers have more than ${most} tasks and deals to move. Merge fewer at once, or into the one that has most.`,
    );
  };
  for (const customerId of customerIds) {
    for (let cursor: string | null = ''; cursor !== null; check()) {
      const from = cursor === '' ? {} : { cursor };
      const tasks = await ports.tasks.list({ ...listTasksQuery.parse({}), limit: pageSize, customerId, ...from });
      found.tasks.push(...tasks.items);
      cursor = tasks.nextCursor;
    }
    for (let cursor: string | null = ''; cursor !== null; check()) {
      const from = cursor === '' ? {} : { cursor };
      const deals = await ports.deals.list({ ...listDealsQuery.parse({}), limit: pageSize, customerId, ...from });
      found.deals.push(...deals.items);
      cursor = deals.nextCursor;
    }
  }
  return found;
}

/** Gives tasks and deals to other customers, with the lines in their histories. */
export async function handOver(
  context: Context,
  { tasks, deals }: Belongings,
  to: (record: { id: string }) => string,
): Promise<void> {
  const now = context.ports.clock.now();
  const changed = ['customerId'];
  for (const before of tasks) {
    const after = { ...stamp(before, changed, now), customerId: to(before) };
    await saveTask(context, { before, after, changed });
  }
  for (const before of deals) {
    const after = { ...stamp(before, changed, now), customerId: to(before) };
    await saveDeal(context, { before, after, changed });
  }
}
