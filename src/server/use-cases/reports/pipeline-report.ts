import { listPipelinesQuery } from '../../../lib/contracts/pipeline.ts';
import type { ReportTable } from '../../../lib/contracts/report.ts';
import { forecastOf } from '../../../lib/domain/pipelines/analytics/deal-figures.ts';
import { stuckDays } from '../../../lib/domain/pipelines/deals-health.ts';
import {
  closedTable,
  conversionTable,
  forecastTable,
  monthsTable,
  openTable,
} from '../../../lib/domain/reports/pipeline-tables.ts';
import type { Context } from '../../ports/index.ts';
import { listPipelines } from '../pipelines/list-pipelines.ts';
import { requirePermission } from '../shared/authorise.ts';
import type { ReportTime } from './report-time.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What is open, was won and lost, and is to be expected, pipeline by pipeline. Throws ProblemError `forbidden`. */
export async function pipelineReport(context: Context, time: ReportTime): Promise<ReportTable[]> {
  const { ports, actor } = context;
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  requirePermission(actor, 'deals.read', 'read deals');
  const now = ports.clock.now();
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const stuckSince = new Date(today.getTime() - stuckDays * dayMs);
  const { items: pipelines } = await listPipelines(context, { ...listPipelinesQuery.parse({}), limit: 200 });
  const [open, closed, expected] = await Promise.all([
    ports.deals.openByPipeline(new Date(stuckSince.getTime() + dayMs)),
    ports.deals.closedByMonth(time),
    Promise.all(pipelines.map(({ id }) => ports.deals.openByClose(id))),
  ]);
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const probabilities = new Map(stages.map(({ id, probability }) => [id, probability]));
  const day = stuckSince.toISOString().slice(0, 10);
  return [
    openTable(pipelines, open, day),
    closedTable(pipelines, closed, time),
    monthsTable(closed),
    forecastTable(forecastOf({ open: expected.flat(), probabilities, today })),
    conversionTable(pipelines),
  ];
}
