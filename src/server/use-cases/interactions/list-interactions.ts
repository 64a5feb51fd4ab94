import type { Page } from '../../../lib/contracts/common.ts';
import type { Interaction, ListInteractionsQuery } from '../../../lib/contracts/interaction.ts';
import type { Context } from '../../ports/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { customerIdsOf } from './find-interaction.ts';
import { presentInteractions } from './present-interaction.ts';

/**
 * Calls, meetings and mails with a customer and those merged into it, newest first.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listInteractions(
  { ports, actor }: Context,
  { customerId, query }: { customerId: string; query: ListInteractionsQuery },
): Promise<Page<Interaction>> {
  requirePermission(actor, 'customers.read', 'read customers');
  await findCustomer(ports, customerId);
  const customerIds = await customerIdsOf(ports, customerId);
  const { items, ...rest } = await ports.interactions.list({ ...query, customerIds });
  return { items: await presentInteractions(ports, items), ...rest };
}
