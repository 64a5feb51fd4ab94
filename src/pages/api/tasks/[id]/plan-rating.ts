import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deleteRating } from '../../../../server/use-cases/plan-ratings/delete-rating.ts';
import { getRating } from '../../../../server/use-cases/plan-ratings/get-rating.ts';
import { ratePlan } from '../../../../server/use-cases/plan-ratings/rate-plan.ts';

export const prerender = false;

export const GET = defineRoute(operations.getPlanRating, async ({ context, params }) => ({
  status: 200,
  body: { rating: await getRating(context, params.id) },
}));

export const PUT = defineRoute(operations.ratePlan, async ({ context, params, body }) => ({
  status: 200,
  body: { rating: await ratePlan(context, { taskId: params.id, request: body }) },
}));

export const DELETE = defineRoute(operations.deletePlanRating, async ({ context, params }) => {
  await deleteRating(context, params.id);
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PUT, DELETE });
