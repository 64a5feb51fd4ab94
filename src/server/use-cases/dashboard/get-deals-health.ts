import type { DealsHealth } from '../../../lib/contracts/dashboard.ts';
import { dealsHealthOf, healthMonths, stuckDays } from '../../../lib/domain/pipelines/deals-health.ts';
import { may, type Actor } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import { allPipelines } from '../pipelines/all-pipelines.ts';
import { requirePermission } from '../shared/authorise.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Whether someone sees what `getDealsHealth` tells of. */
export const seesDealsHealth = (actor: Actor): boolean => may(actor, 'pipelines.read') && may(actor, 'deals.read');

/**
 * What is open, stuck, won and lost in each pipeline, of the deals the caller may see; from sums the database makes, so
 * that it is quick however long the histories are. Throws ProblemError `forbidden`.
 */
export async function getDealsHealth({ ports, actor }: Context): Promise<DealsHealth> {
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  requirePermission(actor, 'deals.read', 'read deals');
  const now = ports.clock.now();
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const stuckSince = new Date(today.getTime() - stuckDays * dayMs);
  const firstMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - healthMonths + 1));
  const [pipelines, open, closed] = await Promise.all([
    allPipelines(ports),
    ports.deals.openByPipeline(new Date(stuckSince.getTime() + dayMs)),
    ports.deals.closedByMonth({ from: firstMonth, to: now }),
  ]);
  return {
    stuckSince: stuckSince.toISOString().slice(0, 10),
    ...dealsHealthOf({ pipelines, open, closed, now }),
  };
}
