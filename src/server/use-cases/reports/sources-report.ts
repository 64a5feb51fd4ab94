import type { ReportTable } from '../../../lib/contracts/report.ts';
import { closedBySourceTable, newCustomersTable } from '../../../lib/domain/reports/source-tables.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import type { ReportTime } from './report-time.ts';

/** Where customers came from, and what came of their deals. Throws ProblemError `forbidden`. */
export async function sourcesReport({ ports, actor }: Context, time: ReportTime): Promise<ReportTable[]> {
  requirePermission(actor, 'customers.read', 'read customers');
  requirePermission(actor, 'deals.read', 'read deals');
  const [made, outcomes] = await Promise.all([ports.customers.madeBySource(time), ports.deals.closedOutcomes(time)]);
  const customerIds = [...new Set(outcomes.map(({ customerId }) => customerId))];
  const sources = new Map(Object.entries(await ports.all.customers.sourcesOf(customerIds)));
  const range = { from: time.from.toISOString(), to: time.to.toISOString() };
  return [newCustomersTable(made, range), closedBySourceTable(outcomes, sources)];
}
