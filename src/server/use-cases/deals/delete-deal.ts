import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { changedSince, conflict, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findDeal } from './find-deal.ts';
import { presentDeal } from './present-deal.ts';
import { saveDeal } from './save-deal.ts';

/**
 * Puts a deal in the bin. With `expectedVersion`, only if nothing changed since.
 * @throws ProblemError `forbidden`, `not_found` or `conflict`
 */
export async function deleteDeal(
  context: Context,
  { id, expectedVersion }: { id: string; expectedVersion?: number | undefined },
): Promise<void> {
  const { ports, actor } = context;
  requirePermission(actor, 'deals.delete', 'delete deals');
  await retryStale(async () => {
    const before = await findDeal(ports, id);
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    if (since.length > 0) throw conflict(since, await presentDeal(ports, before));
    const now = ports.clock.now();
    const after = { ...stamp(before, ['deletedAt'], now), deletedAt: now };
    await saveDeal(context, { before, after, changed: ['deletedAt'] });
  });
}
