import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { DashboardAnalytics, RecentChange } from '../../../lib/contracts/dashboard.ts';
import { may, type Actor } from '../../../lib/domain/actor.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { ActivityRecord } from '../../records/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';

const lookedAt = 60;
const shown = 8;

const needed = ['customers.read', 'deals.read', 'tasks.read'] as const;

/** Whether someone sees all that `getChanges` tells of. */
export const seesChanges = (actor: Actor): boolean => needed.every((permission) => may(actor, permission));

type Kind = RecentChange['record']['kind'];

/**
 * What others did since a time, the newest of each record; of records that are there and that the caller may see.
 * Throws ProblemError `forbidden`.
 */
export async function getChanges(
  { ports, actor }: Context,
  since: Date,
): Promise<NonNullable<DashboardAnalytics['changes']>> {
  const member = requireMember(actor, 'see what others changed');
  for (const permission of needed) requirePermission(actor, permission, `read ${permission.split('.')[0]}`);
  const activities = await ports.activities.since(since, { notBy: member.id, limit: lookedAt });
  const byRecord = Map.groupBy(activities, keyOf);
  byRecord.delete('');
  const titles = await titlesOf(ports, [...byRecord.keys()]);
  const items = [...byRecord].flatMap(([key, ofRecord]): RecentChange[] => {
    const title = titles.get(key);
    const [newest] = ofRecord;
    if (title === undefined || !newest) return [];
    const [kind, id] = key.split(':') as [Kind, string];
    const { at, type, actor: by } = newest;
    return [{ at: at.toISOString(), type, actor: by, record: { kind, id, title }, others: ofRecord.length - 1 }];
  });
  return { since: since.toISOString(), items: items.slice(0, shown) };
}

/** `task:<id>`: the innermost record it happened to; nothing for what happened to none. */
function keyOf({ taskId, dealId, customerIds }: ActivityRecord): string {
  if (taskId !== null) return `task:${taskId}`;
  if (dealId !== null) return `deal:${dealId}`;
  return customerIds[0] ? `customer:${customerIds[0]}` : '';
}

/** What the records are called, of those that are there to be seen. */
async function titlesOf({ customers, deals, tasks }: Ports, keys: readonly string[]): Promise<Map<string, string>> {
  const ids = (kind: Kind) => keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const living = <Item extends { deletedAt: Date | null }>(items: Item[]) =>
    items.filter(({ deletedAt }) => deletedAt === null);
  const [ofTasks, ofDeals, ofCustomers] = await Promise.all([
    tasks.findMany(ids('task')),
    deals.findMany(ids('deal')),
    customers.findMany(ids('customer')),
  ]);
  return new Map([
    ...living(ofTasks).map(({ id, title }) => [`task:${id}`, title] as const),
    ...living(ofDeals).map(({ id, title }) => [`deal:${id}`, title] as const),
    ...living(ofCustomers).map((customer) => [`customer:${customer.id}`, customerName(customer)] as const),
  ]);
}
