import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerRefresh } from '../../../server/http/answer-login.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { refresh } from '../../../server/use-cases/auth/refresh.ts';
import { readRefreshCookie } from '../../../server/http/session.ts';

export const prerender = false;

export const POST = defineRoute(operations.refresh, async (call) => {
  const refreshed = await refresh(call.context.ports, call.body.refreshToken ?? readRefreshCookie(call.cookies));
  return { status: 200, body: await answerRefresh(call, refreshed) };
});

export const ALL = otherMethods({ POST });
