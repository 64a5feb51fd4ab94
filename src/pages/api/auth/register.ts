import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerLogin } from '../../../server/http/answer-login.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { deviceOf } from '../../../server/http/device.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { register } from '../../../server/use-cases/auth/register.ts';

export const prerender = false;

export const POST = defineRoute(operations.register, async (call) => ({
  status: 201,
  body: await answerLogin(call, await register(call.context.ports, call.body, deviceOf(call))),
}));

export const ALL = otherMethods({ POST });
