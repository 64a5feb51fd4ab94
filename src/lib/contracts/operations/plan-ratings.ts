import { z } from 'zod';
import { id, page } from '../common.ts';
import { listRatingsQuery, planRating, ratedPlan, ratePlanRequest } from '../plan-rating.ts';
import { operation } from './operation.ts';

const base = { tag: 'AI', auth: 'member', permissions: ['tasks.read'] } as const;
const params = z.object({ id });
const path = '/api/tasks/{id}/plan-rating';

export const planRatingOperations = {
  getPlanRating: operation({
    id: 'getPlanRating',
    method: 'GET',
    path,
    ...base,
    summary: 'What the caller said of the plan a task has; null when nothing yet',
    params,
    answers: { 200: { description: 'The rating', schema: z.object({ rating: planRating.nullable() }) } },
    errors: ['not_found'],
  }),
  ratePlan: operation({
    id: 'ratePlan',
    method: 'PUT',
    path,
    ...base,
    summary: 'Say whether the plan of a task is useful, and why',
    params,
    body: ratePlanRequest,
    answers: { 200: { description: 'The rating', schema: z.object({ rating: planRating }) } },
    errors: ['not_found', 'conflict'],
  }),
  deletePlanRating: operation({
    id: 'deletePlanRating',
    method: 'DELETE',
    path,
    ...base,
    summary: 'Take back what one said of the plan',
    params,
    answers: { 204: { description: 'There is no rating any more' } },
    errors: ['not_found'],
  }),
  listPlanRatings: operation({
    id: 'listPlanRatings',
    method: 'GET',
    path: '/api/ai/ratings',
    tag: 'AI',
    auth: 'member',
    permissions: ['usage.read'],
    summary: 'What members said of plans, newest first',
    query: listRatingsQuery,
    answers: { 200: { description: 'Ratings', schema: page(ratedPlan) } },
    errors: ['forbidden'],
  }),
};
