import { operations } from '../../../lib/contracts/operations/index.ts';
import { forgetLogin } from '../../../server/http/answer-login.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { logout } from '../../../server/use-cases/auth/logout.ts';

export const prerender = false;

export const POST = defineRoute(operations.logout, async (call) => {
  await logout(call.context);
  await forgetLogin(call);
  return { status: 204 };
});

export const ALL = otherMethods({ POST });
