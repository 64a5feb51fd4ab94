import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getUsageSummary } from '../../../../server/use-cases/ai/get-usage-summary.ts';

export const prerender = false;

export const GET = defineRoute(operations.getUsageSummary, async ({ context, query }) => ({
  status: 200,
  body: { summary: await getUsageSummary(context, query) },
}));

export const ALL = otherMethods({ GET });
