import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deleteCustomField } from '../../../../server/use-cases/custom-fields/delete-field.ts';
import { updateCustomField } from '../../../../server/use-cases/custom-fields/update-field.ts';

export const prerender = false;

export const PATCH = defineRoute(operations.updateCustomField, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: { field: await updateCustomField(context, { ...params, patch: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteCustomField, async ({ context, params }) => {
  await deleteCustomField(context, params.key);
  return { status: 204 };
});

export const ALL = otherMethods({ PATCH, DELETE });
