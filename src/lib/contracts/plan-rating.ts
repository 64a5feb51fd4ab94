import { z } from 'zod';
import { id, instant, memberRef, pageQuery } from './common.ts';

/** What a member thinks of the plan a task has; asked anew of each plan. */
const rating = {
  useful: z.boolean(),
  reason: z.string().trim().max(500, 'must have at most 500 characters'),
};

export const planRating = z.object({ ...rating, ratedAt: instant }).meta({ id: 'PlanRating' });
export type PlanRating = z.infer<typeof planRating>;

export const ratePlanRequest = z
  .strictObject({ useful: rating.useful, reason: rating.reason.default('') })
  .meta({ id: 'RatePlanRequest' });
export type RatePlanRequest = z.infer<typeof ratePlanRequest>;

export const listRatingsQuery = pageQuery(['ratedAt'], '-ratedAt')
  .omit({ q: true })
  .extend({
    from: instant.optional().describe('Rated from then on.'),
  });
export type ListRatingsQuery = z.infer<typeof listRatingsQuery>;

export const ratedPlan = z
  .object({
    id,
    taskId: id,
    taskTitle: z.string().nullable().describe('Null when the task is gone, or not for the caller to see.'),
    generatedBy: z.string().describe('The model that made the plan, or local-planner.'),
    ...planRating.shape,
    member: memberRef.nullable(),
  })
  .meta({ id: 'RatedPlan' });
export type RatedPlan = z.infer<typeof ratedPlan>;
