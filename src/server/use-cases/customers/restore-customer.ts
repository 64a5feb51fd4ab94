import type { Customer } from '../../../lib/contracts/customer.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentCustomer } from './present-customer.ts';
import { saveCustomer } from './save-customer.ts';

/**
 * Brings a customer back from the bin; one that is not there stays as it is.
 * @throws ProblemError `forbidden`, `not_found`, or `duplicate` when another customer took the email meanwhile
 */
export async function restoreCustomer(context: Context, id: string): Promise<Customer> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.delete', 'restore customers');
  return retryStale(async () => {
    const before = await ports.customers.find(id);
    if (!before) throw notFound('customer');
    if (!before.deletedAt) return presentCustomer(ports, before);
    const after = { ...stamp(before, ['deletedAt'], ports.clock.now()), deletedAt: null };
    return saveCustomer(context, { before, after, changed: ['deletedAt'] });
  });
}
