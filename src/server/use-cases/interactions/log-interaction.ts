import type { CreateInteractionRequest, Interaction } from '../../../lib/contracts/interaction.ts';
import type { Context } from '../../ports/index.ts';
import type { InteractionRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { saveInteraction } from './save-interaction.ts';

/**
 * Logs a call, meeting or mail with a customer, by the caller.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a time to come or a deal of someone else
 */
export async function logInteraction(
  context: Context,
  { customerId, request }: { customerId: string; request: CreateInteractionRequest },
): Promise<Interaction> {
  requirePermission(context.actor, 'customers.write', 'log calls, meetings and mails');
  const record = newInteraction(context, { ...request, customerId });
  return retryStale(() => saveInteraction(context, { customerId, before: null, after: record, changed: [] }));
}

/** A new call, meeting or mail, by the caller; now unless another time is given. */
export function newInteraction(
  { ports, actor }: Context,
  { at, outcome, ...request }: CreateInteractionRequest & { customerId: string },
): InteractionRecord {
  const now = ports.clock.now();
  return {
    ...request,
    id: ports.ids.next(),
    at: at === undefined ? now : new Date(at),
    outcome: outcome === '' ? null : outcome,
    authorId: actor.kind === 'member' ? actor.id : null,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
