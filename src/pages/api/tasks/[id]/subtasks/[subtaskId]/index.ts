import { operations } from '../../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../../server/http/other-methods.ts';
import { deleteSubtask } from '../../../../../../server/use-cases/tasks/delete-subtask.ts';
import { updateSubtask } from '../../../../../../server/use-cases/tasks/update-subtask.ts';

export const prerender = false;

export const PATCH = defineRoute(operations.updateSubtask, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: { task: await updateSubtask(context, { ...params, change: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteSubtask, async ({ context, params, ifMatch }) => ({
  status: 200,
  body: { task: await deleteSubtask(context, { ...params, expectedVersion: ifMatch }) },
}));

export const ALL = otherMethods({ PATCH, DELETE });
