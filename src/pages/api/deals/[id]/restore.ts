import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { restoreDeal } from '../../../../server/use-cases/deals/restore-deal.ts';

export const prerender = false;

export const POST = defineRoute(operations.restoreDeal, async ({ context, params }) => ({
  status: 200,
  body: { deal: await restoreDeal(context, params.id) },
}));

export const ALL = otherMethods({ POST });
