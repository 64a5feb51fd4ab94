import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Context } from '../../ports/index.ts';
import { committing } from './deal-change.ts';
import type { DealChange } from './stay.ts';

/**
 * Commits a deal with all that follows from its change: see `committing`. Throws StaleRecordError when another change of
 * it, or of what its customer shows, came first.
 */
export async function saveDeal(context: Context, change: DealChange): Promise<Deal> {
  const { ports, actor } = context;
  const { deals, events, write } = await committing(context, [change]);
  await ports.commit({ actor, batchId: context.batchId, events, write });
  const [deal] = deals;
  if (!deal) throw new Error('A deal was lost');
  return deal;
}
