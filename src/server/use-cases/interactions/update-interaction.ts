import type { Interaction, UpdateInteractionRequest } from '../../../lib/contracts/interaction.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findOwnInteraction } from './find-interaction.ts';
import { presentInteractions } from './present-interaction.ts';
import { saveInteraction } from './save-interaction.ts';

/**
 * Changes what the caller logged (merge patch), or anyone for who may moderate.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming the field, or `conflict`
 */
export async function updateInteraction(
  context: Context,
  {
    customerId,
    interactionId,
    patch,
    expectedVersion,
  }: {
    customerId: string;
    interactionId: string;
    patch: UpdateInteractionRequest;
    expectedVersion?: number | undefined;
  },
): Promise<Interaction> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'change what was logged');
  return retryStale(async () => {
    const before = await findOwnInteraction(context, { customerId, interactionId });
    const { at, outcome, ...rest } = patch;
    const wish = {
      ...rest,
      ...(at !== undefined && { at: new Date(at) }),
      ...(outcome !== undefined && { outcome: outcome === '' ? null : outcome }),
    };
    const { record, changed, conflicts } = applyPatch(before, wish, { expectedVersion, now: ports.clock.now() });
    const [current] = await presentInteractions(ports, [before]);
    if (conflicts.length > 0) throw conflict(conflicts, current);
    if (changed.length === 0 && current) return current;
    return saveInteraction(context, { customerId, before, after: record, changed });
  });
}
