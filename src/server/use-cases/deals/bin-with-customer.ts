import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { stamp } from '../shared/merge-patch.ts';
import { committing, type Committing } from './deal-change.ts';

/** So many go in the customer's own commit, which has 5 s. */
const most = 500;

/**
 * What the commit that puts a customer in the bin does with the customer's deals: they go with it, whoever they are assigned to.
 * @throws ProblemError `conflict` when there are more than 500
 */
export async function dealsToBin(context: Context, customerId: string, now: Date): Promise<Committing> {
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
  return committing(context, changes, { mirror: false });
}

/** What the commit that brings a customer back does: the deals that went with it come back with it. */
export async function dealsToRestore(context: Context, customerId: string, now: Date): Promise<Committing> {
  const deals = await context.ports.all.deals.ofCustomer(customerId, 'binned with customer', most);
  const changes = deals.map((before) => ({
    before,
    after: { ...stamp(before, ['deletedAt'], now), deletedAt: null, binnedWithCustomer: false },
    changed: ['deletedAt'],
  }));
  return committing(context, changes, { mirror: false });
}
