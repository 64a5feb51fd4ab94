import type { Page } from '../../../lib/contracts/common.ts';
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

/** The living tasks and deals of some customers, whoever they are assigned to. Throws ProblemError `conflict` when there are more than 500. */
export async function belongingsOf({ all }: Pick<Ports, 'all'>, customerIds: readonly string[]): Promise<Belongings> {
  const found: Belongings = { tasks: [], deals: [] };
  for (const customerId of customerIds) {
    const taskQuery = { ...listTasksQuery.parse({}), limit: pageSize, customerId };
    await collect(found.tasks, (cursor) => all.tasks.list({ ...taskQuery, cursor }));
    const dealQuery = { ...listDealsQuery.parse({}), limit: pageSize, customerId };
    await collect(found.deals, (cursor) => all.deals.list({ ...dealQuery, cursor }));
    if (found.tasks.length + found.deals.length > most) throw tooMany();
  }
  return found;
}

/** Adds page after page to what was found, until there are too many in any case. */
async function collect<Kept>(found: Kept[], list: (cursor: string | undefined) => Promise<Page<Kept>>): Promise<void> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await list(cursor);
    found.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined && found.length <= most);
}

const tooMany = () =>
  new ProblemError(
    'conflict',
    `These customers have more than ${most} tasks and deals to move. Merge fewer at once, or into the one that has most.`,
  );

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
