import type { PlanRating } from '../../../lib/contracts/plan-rating.ts';
import type { Context, RatingOf } from '../../ports/index.ts';
import type { PlanRatingRecord } from '../../records/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { findTask } from '../tasks/find-task.ts';

/** The plan a task has, for the caller to rate; null when it has none. Throws ProblemError `forbidden` or `not_found`. */
export async function planToRate(
  { ports, actor }: Context,
  taskId: string,
): Promise<(RatingOf & { generatedBy: string }) | null> {
  requirePermission(actor, 'tasks.read', 'read tasks');
  const { id: member } = requireMember(actor, 'rate plans');
  const { aiGenerated } = await findTask(ports, taskId);
  if (!aiGenerated) return null;
  const { generatedAt, generatedBy } = aiGenerated.metadata;
  return { taskId, member, planMadeAt: generatedAt, generatedBy };
}

export const presentRating = ({ useful, reason, ratedAt }: PlanRatingRecord): PlanRating => ({
  useful,
  reason,
  ratedAt: ratedAt.toISOString(),
});
