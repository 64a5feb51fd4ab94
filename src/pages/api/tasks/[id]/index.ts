import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { deleteTask } from '../../../../server/use-cases/tasks/delete-task.ts';
import { getTask } from '../../../../server/use-cases/tasks/get-task.ts';
import { updateTask } from '../../../../server/use-cases/tasks/update-task.ts';

export const prerender = false;

export const GET = defineRoute(operations.getTask, async ({ context, params: { id } }) => ({
  status: 200,
  body: { task: await getTask(context, id) },
}));

export const PATCH = defineRoute(operations.updateTask, async ({ context, params: { id }, body, ifMatch }) => ({
  status: 200,
  body: { task: await updateTask(context, { id, patch: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteTask, async ({ context, params: { id }, ifMatch }) => {
  await deleteTask(context, { id, expectedVersion: ifMatch });
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PATCH, DELETE });
