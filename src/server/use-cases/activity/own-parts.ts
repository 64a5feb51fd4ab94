import { listDealsQuery } from '../../../lib/contracts/deal.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import type { ActivityParts, Context } from '../../ports/index.ts';

type Whole = { customerIds: readonly string[] } | { dealId: string };

const states = [{}, { deleted: 'true' }];

/**
 * For who sees only their own: the tasks and deals of a customer or deal whose doings they may read in its history.
 * Undefined, for all of them, for everyone else.
 */
export async function ownParts({ ports, actor }: Context, whole: Whole): Promise<ActivityParts | undefined> {
  if (actor.kind !== 'member' || !actor.ownOnly) return undefined;
  const owners = 'dealId' in whole ? [whole] : whole.customerIds.map((customerId) => ({ customerId }));
  const parts: ActivityParts = { taskIds: [], dealIds: [] };
  for (const filter of owners.flatMap((of) => states.map((state) => ({ ...of, ...state })))) {
    for await (const id of await ports.tasks.eachId(listTasksQuery.parse(filter))) parts.taskIds.push(id);
    if ('dealId' in filter) continue;
    for await (const id of await ports.deals.eachId(listDealsQuery.parse(filter))) parts.dealIds.push(id);
  }
  return parts;
}
