import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { confirmPasswordReset } from '../../../../server/use-cases/auth/confirm-password-reset.ts';

export const prerender = false;

export const POST = defineRoute(operations.confirmPasswordReset, async ({ context, body, clientAddress }) => {
  await confirmPasswordReset(context.ports, body, clientAddress);
  return { status: 204 };
});

export const ALL = otherMethods({ POST });
