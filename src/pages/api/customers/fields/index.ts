import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { createCustomField } from '../../../../server/use-cases/custom-fields/create-field.ts';
import { listCustomFields } from '../../../../server/use-cases/custom-fields/list-fields.ts';
import { orderCustomFields } from '../../../../server/use-cases/custom-fields/order-fields.ts';

export const prerender = false;

export const GET = defineRoute(operations.listCustomFields, async ({ context, query }) => ({
  status: 200,
  body: await listCustomFields(context, query),
}));

export const POST = defineRoute(operations.createCustomField, async ({ context, body }) => ({
  status: 201,
  body: { field: await createCustomField(context, body) },
}));

export const PATCH = defineRoute(operations.orderCustomFields, async ({ context, body, ifMatch }) => ({
  status: 200,
  body: await orderCustomFields(context, { ...body, expectedVersion: ifMatch }),
}));

export const ALL = otherMethods({ GET, POST, PATCH });
