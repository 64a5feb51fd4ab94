import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { createCustomer } from '../../../server/use-cases/customers/create-customer.ts';
import { listCustomers } from '../../../server/use-cases/customers/list-customers.ts';

export const prerender = false;

export const GET = defineRoute(operations.listCustomers, async ({ context, query }) => ({
  status: 200,
  body: await listCustomers(context, query),
}));

export const POST = defineRoute(operations.createCustomer, async ({ context, body }) => {
  const customer = await createCustomer(context, body);
  return { status: 201, headers: { Location: `/api/customers/${customer.id}` }, body: { customer } };
});

export const ALL = otherMethods({ GET, POST });
