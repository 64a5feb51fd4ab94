import type { Deal } from '../../../lib/contracts/deal.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
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
  const events = [event, ...news(change, actor)];
  await ports.commit({ actor, batchId: context.batchId, events, write });
  return deal;
}

/** Whoever is given a deal by someone else is told. */
function news({ before, after }: DealChange, actor: Context['actor']): DomainEvent[] {
  const { assignedTo } = after;
  if (assignedTo === null || assignedTo === before?.assignedTo || assignedTo === actor.id) return [];
  return [
    {
      type: 'notification',
      userId: assignedTo,
      notificationType: 'deal_assigned',
      title: `${actor.name} gave you the deal “${after.title}”`,
      link: `/app/deals/${after.id}`,
    },
  ];
}
