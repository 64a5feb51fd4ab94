import { listTasksQuery } from '../../../lib/contracts/task.ts';
import type { Scene } from './scene.ts';

const newest = { ...listTasksQuery.parse({}), sort: '-updatedAt', limit: 1 };

/**
 * When something was last done about a deal: it came into its stage, it or its customer was changed, someone was in touch,
 * one of its tasks was worked on.
 */
export async function lastActivity({ ports, deal, customer, entry }: Scene): Promise<Date> {
  const { items: tasks } = await ports.all.tasks.list({ ...newest, dealId: deal.id });
  const times = [deal.updatedAt, customer.updatedAt, customer.lastContactAt, entry?.enteredAt, tasks[0]?.updatedAt];
  return new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));
}
