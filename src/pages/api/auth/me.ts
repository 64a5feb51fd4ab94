import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getMe } from '../../../server/use-cases/auth/get-me.ts';
import { updateMe } from '../../../server/use-cases/auth/update-me.ts';

export const prerender = false;

export const GET = defineRoute(operations.getMe, async ({ context }) => ({
  status: 200,
  body: { user: await getMe(context) },
}));

export const PATCH = defineRoute(operations.updateMe, async ({ context, body }) => ({
  status: 200,
  body: { user: await updateMe(context, body) },
}));

export const ALL = otherMethods({ GET, PATCH });
