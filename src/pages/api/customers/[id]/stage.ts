import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { moveCustomer } from '../../../../server/use-cases/customers/move-customer.ts';

export const prerender = false;

export const POST = defineRoute(operations.moveCustomer, async ({ context, params, body }) => ({
  status: 200,
  body: { customer: await moveCustomer(context, { id: params.id, ...body }) },
}));

export const ALL = otherMethods({ POST });
