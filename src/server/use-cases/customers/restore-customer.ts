import type { Customer } from '../../../lib/contracts/customer.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { dealsToRestore } from '../deals/bin-with-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentCustomer } from './present-customer.ts';
import { saveCustomer } from './save-customer.ts';

/**
 * Brings a customer back from the bin, with the deals that went there with it; one that is not there stays as it is.
 * @throws ProblemError `forbidden`, `not_found`, `duplicate` when another customer took the email meanwhile, or `conflict`
 * when it was merged into another
 */
export async function restoreCustomer(context: Context, id: string): Promise<Customer> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.delete', 'restore customers');
  return retryStale(async () => {
    const before = await ports.customers.find(id);
    if (!before) throw notFound('customer');
    if (!before.deletedAt) return presentCustomer(ports, before);
    if ((await ports.merges.ofMerged([id])).length > 0) {
      throw new ProblemError('conflict', 'This customer was merged into another. Undo the merge to bring it back.');
    }
    const now = ports.clock.now();
    const after = { ...stamp(before, ['deletedAt'], now), deletedAt: null };
    const { events, write } = await dealsToRestore(context, id, now);
    return saveCustomer(context, { before, after, changed: ['deletedAt'], events, write });
  });
}
