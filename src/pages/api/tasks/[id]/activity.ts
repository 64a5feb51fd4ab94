import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listTaskActivity } from '../../../../server/use-cases/activity/list-task-activity.ts';

export const prerender = false;

export const GET = defineRoute(operations.listTaskActivity, async ({ context, params, query }) => ({
  status: 200,
  body: await listTaskActivity(context, { id: params.id, query }),
}));

export const ALL = otherMethods({ GET });
