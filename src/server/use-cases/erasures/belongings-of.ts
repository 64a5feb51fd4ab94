import { listDealsQuery } from '../../../lib/contracts/deal.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord, DealRecord, TaskRecord } from '../../records/index.ts';
import { inPages } from '../shared/in-pages.ts';

/** All that is about a customer, wherever it is, the bin included. */
export interface Belongings {
  /** The customer first, then those that were merged into it. */
  customers: CustomerRecord[];
  deals: DealRecord[];
  /** Theirs, their deals', and those beneath them. */
  tasks: TaskRecord[];
}

const places = ['false', 'true'] as const;

/** Reads it, with the whole of each record. */
export async function belongingsOf(
  ports: Pick<Ports, 'customers' | 'deals' | 'tasks' | 'merges'>,
  customer: CustomerRecord,
): Promise<Belongings> {
  const merged = await ports.customers.findMany(await ports.merges.histories([customer.id]));
  const customers = [customer, ...merged];
  const deals: DealRecord[] = [];
  for (const { id } of customers) deals.push(...(await dealsOf(ports, id)));
  const tasks = new Map<string, TaskRecord>();
  const take = async (of: { customerId: string } | { dealId: string } | { parentTask: string }): Promise<void> => {
    for (const task of await tasksOf(ports, of)) {
      if (tasks.has(task.id)) continue;
      tasks.set(task.id, task);
      await take({ parentTask: task.id });
    }
  };
  for (const { id } of customers) await take({ customerId: id });
  for (const { id } of deals) await take({ dealId: id });
  return { customers, deals, tasks: [...tasks.values()] };
}

async function dealsOf({ deals }: Pick<Ports, 'deals'>, customerId: string): Promise<DealRecord[]> {
  const found: DealRecord[] = [];
  for (const deleted of places) {
    const all = inPages((page) => deals.list(listDealsQuery.parse({ customerId, deleted, ...page })));
    for await (const deal of all) found.push(deal);
  }
  return found;
}

async function tasksOf({ tasks }: Pick<Ports, 'tasks'>, of: Record<string, string>): Promise<TaskRecord[]> {
  const found: TaskRecord[] = [];
  for (const deleted of places) {
    const all = inPages((page) => tasks.list(listTasksQuery.parse({ ...of, deleted, ...page })));
    for await (const task of all) found.push(task);
  }
  return found;
}
