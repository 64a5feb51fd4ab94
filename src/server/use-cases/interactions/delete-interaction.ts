import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findOwnInteraction } from './find-interaction.ts';
import { saveInteraction } from './save-interaction.ts';

/**
 * Takes away what the caller logged, or anyone for who may moderate; the history tells of it.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function deleteInteraction(
  context: Context,
  { customerId, interactionId }: { customerId: string; interactionId: string },
): Promise<void> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'take away what was logged');
  await retryStale(async () => {
    const before = await findOwnInteraction(context, { customerId, interactionId });
    const now = ports.clock.now();
    const changed = ['deletedAt'];
    const after = { ...stamp(before, changed, now), deletedAt: now };
    await saveInteraction(context, { customerId, before, after, changed });
  });
}
