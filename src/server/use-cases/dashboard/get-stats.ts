import type { DashboardStats } from '../../../lib/contracts/dashboard.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/** Counts by status, overdue work and the use of AI, of this moment; days and months are UTC’s. */
export async function getStats({ ports, actor }: Context): Promise<DashboardStats> {
  requirePermission(actor, 'tasks.read', 'read figures about tasks');
  requirePermission(actor, 'customers.read', 'read figures about customers');
  const now = ports.clock.now();
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const [tasks, customers, generationsToday, used] = await Promise.all([
    ports.tasks.stats(now),
    ports.customers.stats(),
    ports.generations.countSince(today),
    ports.usage.totalSince(month),
  ]);
  return { tasks, customers, ai: { generationsToday, tokensThisMonth: used.tokens, costThisMonth: used.cost } };
}
