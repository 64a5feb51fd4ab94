import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listCustomerActivity } from '../../../../server/use-cases/activity/list-customer-activity.ts';

export const prerender = false;

export const GET = defineRoute(operations.listCustomerActivity, async ({ context, params, query }) => ({
  status: 200,
  body: await listCustomerActivity(context, { id: params.id, query }),
}));

export const ALL = otherMethods({ GET });
