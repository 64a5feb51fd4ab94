import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { restoreTask } from '../../../../server/use-cases/tasks/restore-task.ts';

export const prerender = false;

export const POST = defineRoute(operations.restoreTask, async ({ context, params: { id } }) => ({
  status: 200,
  body: { task: await restoreTask(context, id) },
}));

export const ALL = otherMethods({ POST });
