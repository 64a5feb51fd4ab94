import type { Page } from '../../../lib/contracts/common.ts';
import type { ListRatingsQuery, RatedPlan } from '../../../lib/contracts/plan-rating.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';
import { presentRating } from './rated-plan.ts';

/** What members said of plans. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listRatings({ ports, actor }: Context, query: ListRatingsQuery): Promise<Page<RatedPlan>> {
  requirePermission(actor, 'usage.read', 'see what others said of plans');
  const { items, total, nextCursor } = await ports.planRatings.list(query);
  const [refs, tasks] = await Promise.all([
    memberRefs(
      ports,
      items.map(({ member }) => member),
    ),
    ports.tasks.findMany(items.map(({ taskId }) => taskId)),
  ]);
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  return {
    items: items.map((record) => ({
      id: record.id,
      taskId: record.taskId,
      taskTitle: titles.get(record.taskId) ?? null,
      generatedBy: record.generatedBy,
      ...presentRating(record),
      member: refOf(record.member, refs),
    })),
    total,
    nextCursor,
  };
}
