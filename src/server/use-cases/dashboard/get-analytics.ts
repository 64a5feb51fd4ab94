import type { DashboardAnalytics } from '../../../lib/contracts/dashboard.ts';
import type { Context } from '../../ports/index.ts';
import { getAiActivity } from './get-ai-activity.ts';
import { getChanges, seesChanges } from './get-changes.ts';
import { getDealsHealth, seesDealsHealth } from './get-deals-health.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How pipelines do, what others changed, and the use of AI: each part as far as the caller may see it. */
export async function getDashboardAnalytics(
  context: Context,
  { since }: { since?: string | undefined },
): Promise<DashboardAnalytics> {
  const { ports, actor } = context;
  const from = since ? new Date(since) : new Date(ports.clock.now().getTime() - dayMs);
  const [deals, changes, ai] = await Promise.all([
    seesDealsHealth(actor) ? getDealsHealth(context) : null,
    seesChanges(actor) ? getChanges(context, from) : null,
    getAiActivity(context),
  ]);
  return { deals, changes, ai };
}
