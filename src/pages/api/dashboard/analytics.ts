import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getDashboardAnalytics } from '../../../server/use-cases/dashboard/get-analytics.ts';

export const prerender = false;

export const GET = defineRoute(operations.getDashboardAnalytics, async ({ context, query }) => ({
  status: 200,
  body: { analytics: await getDashboardAnalytics(context, query) },
}));

export const ALL = otherMethods({ GET });
