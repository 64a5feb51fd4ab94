import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { updateUser } from '../../../server/use-cases/users/update-user.ts';

export const prerender = false;

export const PATCH = defineRoute(operations.updateUser, async ({ context, params, body }) => ({
  status: 200,
  body: { user: await updateUser(context, { id: params.id, patch: body }) },
}));

export const ALL = otherMethods({ PATCH });
