import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { restoreCustomer } from '../../../../server/use-cases/customers/restore-customer.ts';

export const prerender = false;

export const POST = defineRoute(operations.restoreCustomer, async ({ context, params }) => ({
  status: 200,
  body: { customer: await restoreCustomer(context, params.id) },
}));

export const ALL = otherMethods({ POST });
