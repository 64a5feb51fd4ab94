import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listDealActivity } from '../../../../server/use-cases/activity/list-deal-activity.ts';

export const prerender = false;

export const GET = defineRoute(operations.listDealActivity, async ({ context, params, query }) => ({
  status: 200,
  body: await listDealActivity(context, { id: params.id, query }),
}));

export const ALL = otherMethods({ GET });
