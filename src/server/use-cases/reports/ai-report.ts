import type { ReportTable } from '../../../lib/contracts/report.ts';
import { may } from '../../../lib/domain/actor.ts';
import { aiTables } from '../../../lib/domain/reports/ai-tables.ts';
import type { Context } from '../../ports/index.ts';
import { getUsageSummary } from '../ai/get-usage-summary.ts';
import type { ReportTime } from './report-time.ts';

/** The days of usage that are summed up at most. */
const mostMs = 400 * 24 * 60 * 60 * 1000;

/** Requests to models: one's own, or everyone's for who may read usage; of 400 days at most, the last ones. */
export async function aiReport(context: Context, { from, to }: ReportTime): Promise<ReportTable[]> {
  const start = new Date(Math.max(from.getTime(), to.getTime() - mostMs));
  const summary = await getUsageSummary(context, { from: start.toISOString(), to: to.toISOString() });
  return aiTables(summary, may(context.actor, 'usage.read'));
}
