import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { restoreView } from '../../../../server/use-cases/views/move-view.ts';

export const prerender = false;

export const POST = defineRoute(operations.restoreView, async ({ context, params }) => ({
  status: 200,
  body: { view: await restoreView(context, params.id) },
}));

export const ALL = otherMethods({ POST });
