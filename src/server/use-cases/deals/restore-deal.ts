import type { Deal } from '../../../lib/contracts/deal.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentDeal } from './present-deal.ts';
import { saveDeal } from './save-deal.ts';

/**
 * Brings a deal back from the bin; one that is not there stays as it is.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` while its customer is in the bin
 */
export async function restoreDeal(context: Context, id: string): Promise<Deal> {
  const { ports, actor } = context;
  requirePermission(actor, 'deals.delete', 'restore deals');
  return retryStale(async () => {
    const before = await ports.deals.find(id);
    if (!before) throw notFound('deal');
    if (!before.deletedAt) return presentDeal(ports, before);
    const customer = await ports.customers.find(before.customerId);
    if (customer?.deletedAt !== null) {
      throw new ProblemError('conflict', 'Its customer is in the bin. Bring the customer back first, then the deal.');
    }
    const after = {
      ...stamp(before, ['deletedAt'], ports.clock.now()),
      deletedAt: null,
      binnedWithCustomer: false,
    };
    return saveDeal(context, { before, after, changed: ['deletedAt'] });
  });
}
