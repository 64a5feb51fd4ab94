import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { listTime } from '../../../../../server/use-cases/time/list-time.ts';
import { logTime } from '../../../../../server/use-cases/time/log-time.ts';

export const prerender = false;

export const GET = defineRoute(operations.listTime, async ({ context, params: { id }, query }) => ({
  status: 200,
  body: await listTime(context, { taskId: id, query }),
}));

export const POST = defineRoute(operations.logTime, async ({ context, params: { id }, body }) => ({
  status: 201,
  body: { entry: await logTime(context, { taskId: id, input: body }) },
}));

export const ALL = otherMethods({ GET, POST });
