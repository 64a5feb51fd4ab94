import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deleteDeal } from '../../../../server/use-cases/deals/delete-deal.ts';
import { getDeal } from '../../../../server/use-cases/deals/get-deal.ts';
import { updateDeal } from '../../../../server/use-cases/deals/update-deal.ts';

export const prerender = false;

export const GET = defineRoute(operations.getDeal, async ({ context, params }) => ({
  status: 200,
  body: { deal: await getDeal(context, params.id) },
}));

export const PATCH = defineRoute(operations.updateDeal, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: { deal: await updateDeal(context, { id: params.id, patch: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteDeal, async ({ context, params, ifMatch }) => {
  await deleteDeal(context, { id: params.id, expectedVersion: ifMatch });
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PATCH, DELETE });
