import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getAnalytics } from '../../../../server/use-cases/pipelines/get-analytics.ts';

export const prerender = false;

export const GET = defineRoute(operations.getPipelineAnalytics, async ({ context, params, query }) => ({
  status: 200,
  body: { analytics: await getAnalytics(context, { id: params.id, query }) },
}));

export const ALL = otherMethods({ GET });
