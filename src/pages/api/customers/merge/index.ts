import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { mergeCustomers } from '../../../../server/use-cases/merges/merge-customers.ts';

export const prerender = false;

export const POST = defineRoute(operations.mergeCustomers, async ({ context, body }) => ({
  status: 200,
  body: await mergeCustomers(context, body),
}));

export const ALL = otherMethods({ POST });
