import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getDealTotals } from '../../../server/use-cases/deals/get-deal-totals.ts';

export const prerender = false;

export const GET = defineRoute(operations.getDealTotals, async ({ context, query }) => ({
  status: 200,
  body: { totals: await getDealTotals(context, query) },
}));

export const ALL = otherMethods({ GET });
