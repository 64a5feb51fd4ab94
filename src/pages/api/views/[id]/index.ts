import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getView } from '../../../../server/use-cases/views/list-views.ts';
import { deleteView } from '../../../../server/use-cases/views/move-view.ts';
import { updateView } from '../../../../server/use-cases/views/update-view.ts';

export const prerender = false;

export const GET = defineRoute(operations.getView, async ({ context, params }) => ({
  status: 200,
  body: { view: await getView(context, params.id) },
}));

export const PATCH = defineRoute(operations.updateView, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: { view: await updateView(context, { id: params.id, patch: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteView, async ({ context, params }) => {
  await deleteView(context, params.id);
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PATCH, DELETE });
