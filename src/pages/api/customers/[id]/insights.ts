import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getInsights } from '../../../../server/use-cases/insights/get-insights.ts';

export const prerender = false;

export const POST = defineRoute(operations.getInsights, async ({ context, params, body, signal }) => ({
  status: 200,
  body: { insights: await getInsights(context, { ...body, customerId: params.id, signal }) },
}));

export const ALL = otherMethods({ POST });
