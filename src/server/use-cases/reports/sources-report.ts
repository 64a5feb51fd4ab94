import type { ReportTable } from '../../../lib/contracts/report.ts';
import { closedBySourceTable, newCustomersTable } from '../../../lib/domain/reports/source-tables.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import type { ReportTime } from './report-time.ts';

const atOnce = 1000;

/** Where customers came from, and what came of their deals. Throws ProblemError `forbidden`. */
export async function sourcesReport({ ports, actor }: Context, time: ReportTime): Promise<ReportTable[]> {
  requirePermission(actor, 'customers.read', 'read customers');
  requirePermission(actor, 'deals.read', 'read deals');
  const [made, outcomes] = await Promise.all([ports.customers.madeBySource(time), ports.deals.closedOutcomes(time)]);
  const customerIds = [...new Set(outcomes.map(({ customerId }) => customerId))];
  const sources = new Map<string, string>();
  for (let start = 0; start < customerIds.length; start += atOnce) {
    const some = await ports.all.customers.sourcesOf(customerIds.slice(start, start + atOnce));
    for (const [id, source] of Object.entries(some)) sources.set(id, source);
  }
  const range = { from: time.from.toISOString(), to: time.to.toISOString() };
  return [newCustomersTable(made, range), closedBySourceTable(outcomes, sources)];
}
