import type { Report, ReportId, ReportQuery } from '../../../lib/contracts/report.ts';
import { may, type Actor } from '../../../lib/domain/actor.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { aiReport } from './ai-report.ts';
import { pipelineReport } from './pipeline-report.ts';
import { reportTimeOf, type ReportTime } from './report-time.ts';
import { sourcesReport } from './sources-report.ts';
import { teamReport } from './team-report.ts';

const reports: Record<ReportId, (context: Context, time: ReportTime) => Promise<Report['tables']>> = {
  pipeline: pipelineReport,
  sources: sourcesReport,
  team: teamReport,
  ai: aiReport,
};

/**
 * A report of a time, as tables. Figures are of the records the caller may see; those of other members are for who may
 * read members, and those of everyone's AI for who may read usage.
 * @throws ProblemError `forbidden`, or `validation_failed` for a time that ends before it begins
 */
export async function getReport(
  context: Context,
  { id, query }: { id: ReportId; query: ReportQuery },
): Promise<Report> {
  requireMember(context.actor, 'read reports');
  const time = reportTimeOf(query, context.ports.clock.now());
  return {
    ...{ id, from: time.from.toISOString(), to: time.to.toISOString(), everyone: seesEveryone(context.actor, id) },
    tables: await reports[id](context, time),
  };
}

function seesEveryone(actor: Actor, id: ReportId): boolean {
  if (id === 'team') return may(actor, 'users.read');
  if (id === 'ai') return may(actor, 'usage.read');
  return actor.kind !== 'member' || !actor.ownOnly;
}
