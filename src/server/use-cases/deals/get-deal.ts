import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findDeal } from './find-deal.ts';
import { presentDeal } from './present-deal.ts';

/** One deal. Throws ProblemError `forbidden` or `not_found`. */
export async function getDeal({ ports, actor }: Context, id: string): Promise<Deal> {
  requirePermission(actor, 'deals.read', 'read deals');
  return presentDeal(ports, await findDeal(ports, id));
}
