import { may } from '../../../lib/domain/actor.ts';
import { forbidden, notFound } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { InteractionRecord } from '../../records/index.ts';

/** The customer and those merged into it: what was logged with them is shown together. */
export const customerIdsOf = async ({ merges }: Pick<Ports, 'merges'>, customerId: string): Promise<string[]> => [
  customerId,
  ...(await merges.histories([customerId])),
];

/**
 * One the actor may change: their own, or any for who may moderate.
 * @throws ProblemError `not_found` or `forbidden`
 */
export async function findOwnInteraction(
  { ports, actor }: Context,
  { customerId, interactionId }: { customerId: string; interactionId: string },
): Promise<InteractionRecord> {
  const found = await ports.interactions.find(interactionId);
  if (found?.deletedAt !== null) throw notFound('interaction');
  if (!(await customerIdsOf(ports, customerId)).includes(found.customerId)) throw notFound('interaction');
  if (found.authorId !== actor.id && !may(actor, 'records.moderate')) throw forbidden('change what others logged');
  return found;
}
