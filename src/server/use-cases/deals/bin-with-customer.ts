import { ProblemError } from '../../../lib/domain/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import { stamp } from '../shared/merge-patch.ts';
import { committing, type DealChange } from './deal-change.ts';
import { presentDeals } from './present-deal.ts';

/** So many go in the customer's own commit, which has 5 s. */
const most = 500;

interface Following {
  events: DomainEvent[];
  write: (tx: Tx) => Promise<void>;
}

/**
 * What the commit that puts a customer in the bin does with the customer's deals: they go with it, whoever they are assigned to.
 * @throws ProblemError `conflict` when there are more than 500
 */
export async function dealsToBin(context: Context, customerId: string, now: Date): Promise<Following> {
  const deals = await context.ports.all.deals.ofCustomer(customerId, 'living', most + 1);
  if (deals.length > most) {
    throw new ProblemError(
      'conflict',
      `This customer has more than ${most} deals. Delete deals first, then the customer.`,
    );
  }
  const changes = deals.map((before) => ({
    before,
    after: { ...stamp(before, ['deletedAt'], now), deletedAt: now, binnedWithCustomer: true },
    changed: ['deletedAt'],
  }));
  return following(context, changes);
}

/** What the commit that brings a customer back does: the deals that went with it come back with it. */
export async function dealsToRestore(context: Context, customerId: string, now: Date): Promise<Following> {
  const deals = await context.ports.all.deals.ofCustomer(customerId, 'binned with customer', most);
  const changes = deals.map((before) => ({
    before,
    after: { ...stamp(before, ['deletedAt'], now), deletedAt: null, binnedWithCustomer: false },
    changed: ['deletedAt'],
  }));
  return following(context, changes);
}

async function following(context: Context, changes: readonly DealChange[]): Promise<Following> {
  const presented = await presentDeals(
    context.ports,
    changes.map(({ after }) => after),
  );
  const parts = changes.map((change, index) => committing(context, change, presented[index]!));
  return {
    events: parts.map(({ event }) => event),
    write: async (tx) => {
      for (const { write } of parts) await write(tx);
    },
  };
}
