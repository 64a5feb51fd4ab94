import { operations } from '../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { otherMethods } from '../../server/http/other-methods.ts';
import { getTimer } from '../../server/use-cases/time/get-timer.ts';
import { startTimer } from '../../server/use-cases/time/start-timer.ts';
import { stopTimer } from '../../server/use-cases/time/stop-timer.ts';

export const prerender = false;

export const GET = defineRoute(operations.getTimer, async ({ context }) => ({
  status: 200,
  body: { timer: await getTimer(context) },
}));

export const POST = defineRoute(operations.startTimer, async ({ context, body }) => ({
  status: 201,
  body: await startTimer(context, body),
}));

export const DELETE = defineRoute(operations.stopTimer, async ({ context, query }) => ({
  status: 200,
  body: await stopTimer(context, query),
}));

export const ALL = otherMethods({ GET, POST, DELETE });
