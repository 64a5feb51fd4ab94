import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { changePassword } from '../../../server/use-cases/auth/change-password.ts';

export const prerender = false;

export const POST = defineRoute(operations.changePassword, async ({ context, body, clientAddress }) => {
  await changePassword(context, body, clientAddress);
  return { status: 204 };
});

export const ALL = otherMethods({ POST });
