import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deleteCustomer } from '../../../../server/use-cases/customers/delete-customer.ts';
import { getCustomer } from '../../../../server/use-cases/customers/get-customer.ts';
import { updateCustomer } from '../../../../server/use-cases/customers/update-customer.ts';

export const prerender = false;

export const GET = defineRoute(operations.getCustomer, async ({ context, params }) => ({
  status: 200,
  body: { customer: await getCustomer(context, params.id) },
}));

export const PATCH = defineRoute(operations.updateCustomer, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: { customer: await updateCustomer(context, { id: params.id, patch: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteCustomer, async ({ context, params, ifMatch }) => {
  await deleteCustomer(context, { id: params.id, expectedVersion: ifMatch });
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PATCH, DELETE });
