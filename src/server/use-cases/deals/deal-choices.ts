import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Context } from '../../ports/index.ts';
import { may } from '../../../lib/domain/actor.ts';
import { getDeal } from './get-deal.ts';
import { listDeals } from './list-deals.ts';

const limit = 200;

/**
 * Deals for a picker: the customer's, else the open ones, newest first, with the one chosen now among them even when it
 * is not in the first 200. None for who may not read deals.
 */
export async function dealChoices(
  context: Context,
  { customerId, chosen }: { customerId: string | null; chosen: string | null },
): Promise<Deal[]> {
  if (!may(context.actor, 'deals.read')) return [];
  const which = customerId === null ? { status: ['open' as const] } : { customerId };
  const { items } = await listDeals(context, { ...which, limit, sort: '-createdAt' });
  if (chosen === null || items.some(({ id }) => id === chosen)) return items;
  const missing = await getDeal(context, chosen).catch(() => null);
  return missing ? [missing, ...items] : items;
}
