import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { revokeApiKey } from '../../../../server/use-cases/api-keys/revoke-key.ts';

export const prerender = false;

export const DELETE = defineRoute(operations.revokeApiKey, async ({ context, params }) => {
  await revokeApiKey(context, params.id);
  return { status: 204 };
});

export const ALL = otherMethods({ DELETE });
