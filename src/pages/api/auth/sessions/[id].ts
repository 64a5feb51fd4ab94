import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { endSession } from '../../../../server/use-cases/auth/end-session.ts';

export const prerender = false;

export const DELETE = defineRoute(operations.endSession, async ({ context, params }) => {
  await endSession(context, params.id);
  return { status: 204 };
});

export const ALL = otherMethods({ DELETE });
