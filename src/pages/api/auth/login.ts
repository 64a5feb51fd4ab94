import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerLogin } from '../../../server/http/answer-login.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { deviceOf } from '../../../server/http/device.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { login } from '../../../server/use-cases/auth/login.ts';

export const prerender = false;

export const POST = defineRoute(operations.login, async (call) => ({
  status: 200,
  body: await answerLogin(call, await login(call.context.ports, call.body, deviceOf(call))),
}));

export const ALL = otherMethods({ POST });
