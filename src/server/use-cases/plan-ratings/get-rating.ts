import type { PlanRating } from '../../../lib/contracts/plan-rating.ts';
import type { Context } from '../../ports/index.ts';
import { planToRate, presentRating } from './rated-plan.ts';

/** What the caller said of the plan a task has; null when nothing. Throws ProblemError `forbidden` or `not_found`. */
export async function getRating(context: Context, taskId: string): Promise<PlanRating | null> {
  const plan = await planToRate(context, taskId);
  const found = plan && (await context.ports.planRatings.find(plan));
  return found && presentRating(found);
}
