import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { requestPasswordReset } from '../../../../server/use-cases/auth/request-password-reset.ts';

export const prerender = false;

export const POST = defineRoute(operations.requestPasswordReset, async ({ context, body, clientAddress }) => {
  await requestPasswordReset(context.ports, body.email, clientAddress);
  return { status: 202 };
});

export const ALL = otherMethods({ POST });
