import type { Activity, ListActivityQuery } from '../../../lib/contracts/activity.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Context } from '../../ports/index.ts';
import { findDeal } from '../deals/find-deal.ts';
import { requirePermission } from '../shared/authorise.ts';
import { ownParts } from './own-parts.ts';
import { presentActivity } from './present-activity.ts';

/**
 * What happened to a deal and the tasks of that deal, newest first.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a bad cursor
 */
export async function listDealActivity(
  context: Context,
  { id, query }: { id: string; query: ListActivityQuery },
): Promise<Page<Activity>> {
  const { ports, actor } = context;
  requirePermission(actor, 'deals.read', 'read deals');
  await findDeal(ports, id);
  const parts = await ownParts(context, { dealId: id });
  return presentActivity(await ports.activities.list({ ...query, of: { dealId: id }, parts }));
}
