import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { deleteInteraction } from '../../../../../server/use-cases/interactions/delete-interaction.ts';
import { updateInteraction } from '../../../../../server/use-cases/interactions/update-interaction.ts';

export const prerender = false;

export const PATCH = defineRoute(operations.updateInteraction, async ({ context, params, body, ifMatch }) => {
  const { id: customerId, interactionId } = params;
  const change = { customerId, interactionId, patch: body, expectedVersion: ifMatch };
  return { status: 200, body: { interaction: await updateInteraction(context, change) } };
});

export const DELETE = defineRoute(operations.deleteInteraction, async ({ context, params }) => {
  await deleteInteraction(context, { customerId: params.id, interactionId: params.interactionId });
  return { status: 204 };
});

export const ALL = otherMethods({ PATCH, DELETE });
