import type { Deal } from '../../../lib/contracts/deal.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { activityOfDeal } from '../activity/activity-of.ts';

/** One deal as it was and is to be. */
export interface DealChange {
  before: DealRecord | null;
  after: DealRecord;
  /** Dotted paths. */
  changed: string[];
}

/** What a commit says and writes of a changed deal, its history included. */
export function committing(
  context: Context,
  change: DealChange,
  deal: Deal,
): { event: DomainEvent; write: (tx: Tx) => Promise<void> } {
  const { deals, activities } = context.ports;
  const { before, after, changed } = change;
  const activity = activityOfDeal(context, change);
  return {
    event: { type: 'deal.changed', change: kindOf(before, after), deal, changed },
    write: async (tx) => {
      await (before ? deals.replace(after, tx) : deals.insert(after, tx));
      await activities.insert(activity, tx);
    },
  };
}

function kindOf(before: DealRecord | null, after: DealRecord): 'created' | 'updated' | 'deleted' {
  if (!before) return 'created';
  return after.deletedAt && !before.deletedAt ? 'deleted' : 'updated';
}
