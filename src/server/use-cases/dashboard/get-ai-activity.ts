import type { DashboardAnalytics } from '../../../lib/contracts/dashboard.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import { getUsageSummary } from '../ai/get-usage-summary.ts';

/** The requests to models of the last 30 days: everyone's, or one's own. Throws ProblemError `forbidden` for who is no member. */
export async function getAiActivity(context: Context): Promise<DashboardAnalytics['ai']> {
  const { from, to, totals, byDay } = await getUsageSummary(context, {});
  return { from, to, totals, byDay, everyone: may(context.actor, 'usage.read') };
}
