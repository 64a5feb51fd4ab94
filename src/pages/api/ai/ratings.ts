import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listRatings } from '../../../server/use-cases/plan-ratings/list-ratings.ts';

export const prerender = false;

export const GET = defineRoute(operations.listPlanRatings, async ({ context, query }) => ({
  status: 200,
  body: await listRatings(context, query),
}));

export const ALL = otherMethods({ GET });
