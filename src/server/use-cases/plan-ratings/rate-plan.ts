import type { PlanRating, RatePlanRequest } from '../../../lib/contracts/plan-rating.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { PlanRatingRecord } from '../../records/index.ts';
import { planToRate, presentRating } from './rated-plan.ts';

/**
 * Keeps what the caller says of the plan a task has, instead of what they said of it before.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when there is no plan
 */
export async function ratePlan(
  context: Context,
  { taskId, request }: { taskId: string; request: RatePlanRequest },
): Promise<PlanRating> {
  const { ports, actor } = context;
  const plan = await planToRate(context, taskId);
  if (!plan) throw new ProblemError('conflict', 'This task has no plan to rate yet.');
  const record: PlanRatingRecord = { id: ports.ids.next(), ...plan, ...request, ratedAt: ports.clock.now() };
  await ports.commit({ actor, events: [], write: (tx) => ports.planRatings.save(record, tx) });
  return presentRating(record);
}
