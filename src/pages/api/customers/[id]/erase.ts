import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { eraseCustomer } from '../../../../server/use-cases/erasures/erase-customer.ts';

export const prerender = false;

export const POST = defineRoute(operations.eraseCustomer, async ({ context, params, body }) => ({
  status: 200,
  body: { erasure: await eraseCustomer(context, { ...params, ...body }) },
}));

export const ALL = otherMethods({ POST });
