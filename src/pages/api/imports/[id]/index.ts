import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getImport } from '../../../../server/use-cases/imports/get-import.ts';
import { updateImport } from '../../../../server/use-cases/imports/update-import.ts';

export const prerender = false;

export const GET = defineRoute(operations.getImport, async ({ context, params }) => ({
  status: 200,
  body: { import: await getImport(context, params.id) },
}));

export const PATCH = defineRoute(operations.updateImport, async ({ context, params, body }) => ({
  status: 200,
  body: { import: await updateImport(context, { id: params.id, change: body }) },
}));

export const ALL = otherMethods({ GET, PATCH });
