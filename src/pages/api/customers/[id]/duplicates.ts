import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listCustomerDuplicates } from '../../../../server/use-cases/duplicates/list-customer-duplicates.ts';

export const prerender = false;

export const GET = defineRoute(operations.listCustomerDuplicates, async ({ context, params }) => ({
  status: 200,
  body: { items: await listCustomerDuplicates(context, params.id) },
}));

export const ALL = otherMethods({ GET });
