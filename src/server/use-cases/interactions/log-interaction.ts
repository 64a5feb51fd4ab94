import type { CreateInteractionRequest, Interaction } from '../../../lib/contracts/interaction.ts';
import type { Context } from '../../ports/index.ts';
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
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'log calls, meetings and mails');
  const now = ports.clock.now();
  const record = {
    ...request,
    id: ports.ids.next(),
    customerId,
    at: request.at === undefined ? now : new Date(request.at),
    outcome: request.outcome === '' ? null : request.outcome,
    authorId: actor.kind === 'member' ? actor.id : null,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  return retryStale(() => saveInteraction(context, { customerId, before: null, after: record, changed: [] }));
}
