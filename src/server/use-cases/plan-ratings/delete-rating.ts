import type { Context } from '../../ports/index.ts';
import { planToRate } from './rated-plan.ts';

/** Takes back what the caller said of the plan, if anything. Throws ProblemError `forbidden` or `not_found`. */
export async function deleteRating(context: Context, taskId: string): Promise<void> {
  const { ports, actor } = context;
  const plan = await planToRate(context, taskId);
  if (plan) await ports.commit({ actor, events: [], write: (tx) => ports.planRatings.remove(plan, tx) });
}
