import type { PipelineAnalyticsQuery, PipelineAnalyticsReport } from '../../../lib/contracts/pipeline-analytics.ts';
import { Arrivals, type Arrival } from '../../../lib/domain/pipelines/analytics/arrivals.ts';
import {
  forecastOf,
  sourcesOf,
  winLossOf,
  type Outcome,
} from '../../../lib/domain/pipelines/analytics/deal-figures.ts';
import { funnelOf, movesOf, timesOf } from '../../../lib/domain/pipelines/analytics/stage-figures.ts';
import { StageTally } from '../../../lib/domain/pipelines/analytics/stage-tally.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findPipeline } from './find-pipeline.ts';

const dayMs = 24 * 60 * 60 * 1000;
const usualDays = 90;

/**
 * What a pipeline's history says of a time: who came and how far, where stays went and how long they took, what was won
 * and lost; and what the open deals promise. Of the deals the caller may see.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for a time that ends before it begins
 */
export async function getAnalytics(
  { ports, actor }: Context,
  { id, query }: { id: string; query: PipelineAnalyticsQuery },
): Promise<PipelineAnalyticsReport> {
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  requirePermission(actor, 'deals.read', 'read deals');
  const pipeline = await findPipeline(ports, id);
  const now = ports.clock.now();
  const time = timeOf(query, now);
  const stages = pipeline.stages.map((stage) => stage.id);
  const range = { stages, from: time.from.getTime(), to: time.to.getTime(), now: now.getTime() };
  const { tally, arrivals } = await readHistory(ports, id, range);
  const [arrived, closed, open] = await Promise.all([
    arrivedOf(ports, { pipelineId: id, arrivals, stages }),
    ports.deals.closedIn(id, time),
    ports.deals.openByClose(id),
  ]);
  return {
    from: time.from.toISOString(),
    to: time.to.toISOString(),
    arrived,
    moves: movesOf(tally.stages, stages),
    stages: timesOf(tally.stages, stages),
    closed: winLossOf(closed),
    forecast: forecastOf({
      open,
      probabilities: new Map(pipeline.stages.map((stage) => [stage.id, stage.probability])),
      today: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())),
    }),
  };
}

function timeOf(query: PipelineAnalyticsQuery, now: Date): { from: Date; to: Date } {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - usualDays * dayMs) : new Date(query.from);
  if (from >= to) throw invalid('from', 'must be before to');
  return { from, to };
}

async function readHistory(
  { deals, stageEntries }: Ports,
  pipelineId: string,
  range: { stages: readonly string[]; from: number; to: number; now: number },
): Promise<{ tally: StageTally; arrivals: Arrival[] }> {
  const counts = await deals.counted();
  const tally = new StageTally({ ...range, counts });
  const arrivals = new Arrivals({ ...range, counts });
  for await (const stays of await stageEntries.history(pipelineId, 'all')) {
    tally.add(stays);
    arrivals.add(stays);
  }
  return { tally, arrivals: arrivals.found() };
}

interface Arrived {
  pipelineId: string;
  arrivals: readonly Arrival[];
  stages: readonly string[];
}

async function arrivedOf(
  { deals, all }: Ports,
  { pipelineId, arrivals, stages }: Arrived,
): Promise<PipelineAnalyticsReport['arrived']> {
  const dealIds = arrivals.map(({ dealId }) => dealId);
  const found = await deals.outcomes(dealIds);
  const customerIds = [...new Set(found.map(({ customerId }) => customerId))];
  const sources = new Map(Object.entries(await all.customers.sourcesOf(customerIds)));
  // What is won elsewhere is not won here.
  const here = found.map(({ pipelineId: place, ...deal }) =>
    place === pipelineId ? deal : { ...deal, status: 'open' as const },
  );
  const outcomes = new Map<string, Outcome>(here.map((deal) => [deal.id, deal]));
  return {
    deals: arrivals.length,
    won: here.filter(({ status }) => status === 'won').length,
    lost: here.filter(({ status }) => status === 'lost').length,
    funnel: funnelOf(arrivals, stages),
    sources: sourcesOf({ arrivals, outcomes, sources }),
  };
}
