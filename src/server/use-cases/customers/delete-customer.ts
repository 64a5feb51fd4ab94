import type { Context } from '../../ports/index.ts';
import { dealsToBin } from '../deals/bin-with-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { changedSince, conflict, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findCustomer } from './find-customer.ts';
import { presentCustomer } from './present-customer.ts';
import { saveCustomer } from './save-customer.ts';

/**
 * Puts a customer in the bin, and the customer's deals with it. With `expectedVersion`, only if nothing changed since.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict`, also when there are too many deals
 */
export async function deleteCustomer(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | undefined },
): Promise<void> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.delete', 'delete customers');
  await retryStale(async () => {
    const before = await findCustomer(ports, id);
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    if (since.length > 0) throw conflict(since, await presentCustomer(ports, before));
    const now = ports.clock.now();
    const after = { ...stamp(before, ['deletedAt'], now), deletedAt: now };
    const { events, write } = await dealsToBin(context, id, now);
    await saveCustomer(context, { before, after, changed: ['deletedAt'], events, write });
  });
}
