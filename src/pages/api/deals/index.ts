import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { createDeal } from '../../../server/use-cases/deals/create-deal.ts';
import { listDeals } from '../../../server/use-cases/deals/list-deals.ts';

export const prerender = false;

export const GET = defineRoute(operations.listDeals, async ({ context, query }) => ({
  status: 200,
  body: await listDeals(context, query),
}));

export const POST = defineRoute(operations.createDeal, async ({ context, body }) => {
  const deal = await createDeal(context, body);
  return { status: 201, headers: { Location: `/api/deals/${deal.id}` }, body: { deal } };
});

export const ALL = otherMethods({ GET, POST });
