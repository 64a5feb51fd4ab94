import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { createView } from '../../../server/use-cases/views/create-view.ts';
import { listViews } from '../../../server/use-cases/views/list-views.ts';

export const prerender = false;

export const GET = defineRoute(operations.listViews, async ({ context, query }) => ({
  status: 200,
  body: await listViews(context, query),
}));

export const POST = defineRoute(operations.createView, async ({ context, body }) => {
  const view = await createView(context, body);
  return { status: 201, headers: { Location: `/api/views/${view.id}` }, body: { view } };
});

export const ALL = otherMethods({ GET, POST });
