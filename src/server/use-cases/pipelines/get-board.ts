import type { Board, BoardQuery, BoardStage } from '../../../lib/contracts/board.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import { listDealsQuery } from '../../../lib/contracts/deal.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { presentDeals } from '../deals/present-deal.ts';
import { requirePermission } from '../shared/authorise.ts';
import { resolveMe } from '../tasks/list-tasks.ts';
import { findPipeline } from './find-pipeline.ts';
import { presentLine } from './present-pipeline.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A pipeline's stages with the first of the deals that match in each, those that came last first; open ones unless the
 * query says otherwise. With `pipelineStage`, that stage alone, from `cursor` on.
 * @throws ProblemError `forbidden`, `not_found`, or `validation_failed` for no stage of it or a bad cursor
 */
export async function getBoard(
  { ports, actor }: Context,
  { id, query }: { id: string; query: BoardQuery },
): Promise<Board> {
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  requirePermission(actor, 'deals.read', 'read deals');
  const pipeline = await findPipeline(ports, id);
  const { limit, cursor, pipelineStage, ...filters } = resolveMe(query, actor);
  if (cursor !== undefined && pipelineStage === undefined) throw invalid('cursor', 'is of one stage: name that too');
  const stages = pipeline.stages.filter((stage) => pipelineStage === undefined || stage.id === pipelineStage);
  if (stages.length === 0) throw invalid('pipelineStage', 'there is no such stage in this pipeline');
  const matching = { ...filters, status: filters.status ?? (['open'] as const).slice(), pipelineId: id };
  const wanted = { ...listDealsQuery.parse({ sort: '-stageSince' }), ...matching, limit };
  const [totals, ...pages] = await Promise.all([
    ports.deals.totalsByStage({ ...matching, pipelineStage }),
    ...stages.map((stage) => ports.deals.page({ ...wanted, pipelineStage: stage.id, cursor })),
  ]);
  // All members and customers are read at once.
  const deals = new Map(
    (
      await presentDeals(
        ports,
        pages.flatMap(({ items }) => items),
      )
    ).map((deal) => [deal.id, deal]),
  );
  const now = ports.clock.now().getTime();
  return {
    pipeline: presentLine(pipeline),
    stages: stages.map((stage, index): BoardStage => {
      const sums = totals[stage.id] ?? [];
      const { items = [], nextCursor = null } = pages[index] ?? {};
      return {
        stageId: stage.id,
        count: sums.reduce((count, sum) => count + sum.count, 0),
        totals: sums.map((sum) => ({ ...sum, weighted: weighted(sum.value, stage) })),
        cards: items.flatMap((item) => cardOf(deals.get(item.id), now) ?? []),
        nextCursor,
      };
    }),
  };
}

/** In hundredths: finer than that nobody knows how likely a sale is. */
const weighted = (value: number, { probability }: PipelineStage): number => Math.round(value * probability) / 100;

function cardOf(deal: Deal | undefined, now: number): BoardStage['cards'][number] | null {
  if (!deal) return null;
  const { id, title, customerId, customer, status, value, currency, expectedCloseDate, assignee, stageSince, version } =
    deal;
  const since = stageSince === null ? now : Date.parse(stageSince);
  return {
    ...{ id, title, customerId, customer, status, value, currency, expectedCloseDate, assignee, stageSince, version },
    daysInStage: Math.max(0, Math.floor((now - since) / dayMs)),
  };
}
