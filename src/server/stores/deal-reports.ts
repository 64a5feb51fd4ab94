import type { DealStore } from '../ports/index.ts';
import { sumOf, type DealSums } from './deal-sums.ts';
import { hexOrNull, type ObjectId } from './schema.ts';

/** Living deals that were won or lost within a time. */
export const closedWithin = ({ from, to }: { from: Date; to: Date }) => ({
  alive: true,
  status: { $in: ['won', 'lost'] },
  closedAt: { $gte: from, $lt: to },
});

/** Figures over the deals of all pipelines; `own` says which deals are found at all. */
export const dealReports = ({
  sums,
  own,
}: {
  sums: DealSums;
  own: Record<string, unknown>[];
}): Pick<DealStore, 'openByPipeline' | 'closedByMonth'> => ({
  async openByPipeline(stageSinceBefore) {
    type By = { pipeline: ObjectId | null; isStuck: boolean };
    const since = { $ifNull: ['$stageSince', stageSinceBefore] };
    const groups = await sums<By>([{ alive: true, status: 'open' }, ...own], {
      pipeline: '$pipelineId',
      isStuck: { $lt: [since, stageSinceBefore] },
    });
    return groups.map((group) => ({
      ...sumOf(group),
      pipelineId: hexOrNull(group._id.pipeline),
      stuck: group._id.isStuck ? group.count : 0,
    }));
  },
  async closedByMonth(time) {
    type By = { month: string; status: 'won' | 'lost'; pipeline: ObjectId | null; owner: ObjectId | null };
    const groups = await sums<By>([closedWithin(time), ...own], {
      month: { $dateToString: { date: '$closedAt', format: '%Y-%m' } },
      status: '$status',
      pipeline: '$pipelineId',
      owner: '$assignedTo',
    });
    return groups.map((group) => ({
      ...sumOf(group),
      month: group._id.month,
      status: group._id.status,
      pipelineId: hexOrNull(group._id.pipeline),
      assignedTo: hexOrNull(group._id.owner),
    }));
  },
});
