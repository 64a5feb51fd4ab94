import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { listInteractions } from '../../../../../server/use-cases/interactions/list-interactions.ts';
import { logInteraction } from '../../../../../server/use-cases/interactions/log-interaction.ts';

export const prerender = false;

export const GET = defineRoute(operations.listInteractions, async ({ context, params, query }) => ({
  status: 200,
  body: await listInteractions(context, { customerId: params.id, query }),
}));

export const POST = defineRoute(operations.logInteraction, async ({ context, params, body }) => ({
  status: 201,
  body: { interaction: await logInteraction(context, { customerId: params.id, request: body }) },
}));

export const ALL = otherMethods({ GET, POST });
