import type { Activity, ListActivityQuery } from '../../../lib/contracts/activity.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Context } from '../../ports/index.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { ownParts } from './own-parts.ts';
import { presentActivity } from './present-activity.ts';

/**
 * What happened to a customer, those merged into it and their tasks, newest first.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listCustomerActivity(
  context: Context,
  { id, query }: { id: string; query: ListActivityQuery },
): Promise<Page<Activity>> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.read', 'read customers');
  await findCustomer(ports, id);
  const customerIds = [id, ...(await ports.merges.histories([id]))];
  const parts = await ownParts(context, { customerIds });
  return presentActivity(await ports.activities.list({ ...query, of: { customerIds }, parts }));
}
