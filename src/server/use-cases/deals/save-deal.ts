import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Context } from '../../ports/index.ts';
import { committing, type DealChange } from './deal-change.ts';
import { presentDeal } from './present-deal.ts';

/**
 * Commits a deal with the event and the line of its history that tell of it. Throws StaleRecordError when another change
 * came first.
 */
export async function saveDeal(context: Context, change: DealChange): Promise<Deal> {
  const { ports, actor } = context;
  const deal = await presentDeal(ports, change.after);
  const { event, write } = committing(context, change, deal);
  await ports.commit({ actor, batchId: context.batchId, events: [event], write });
  return deal;
}
