import { operations } from '../../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../../server/http/other-methods.ts';
import { restoreSubtask } from '../../../../../../server/use-cases/tasks/restore-subtask.ts';

export const prerender = false;

export const POST = defineRoute(operations.restoreSubtask, async ({ context, params, ifMatch }) => ({
  status: 200,
  body: { task: await restoreSubtask(context, { ...params, expectedVersion: ifMatch }) },
}));

export const ALL = otherMethods({ POST });
