import { operations } from '../../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../../server/http/other-methods.ts';
import { createSubtask } from '../../../../../server/use-cases/tasks/create-subtask.ts';
import { updateSubtasks } from '../../../../../server/use-cases/tasks/update-subtasks.ts';

export const prerender = false;

export const POST = defineRoute(operations.createSubtask, async ({ context, params: { id }, body, ifMatch }) => ({
  status: 201,
  body: { task: await createSubtask(context, { id, input: body, expectedVersion: ifMatch }) },
}));

export const PATCH = defineRoute(operations.updateSubtasks, async ({ context, params: { id }, body, ifMatch }) => ({
  status: 200,
  body: { task: await updateSubtasks(context, { id, input: body, expectedVersion: ifMatch }) },
}));

export const ALL = otherMethods({ POST, PATCH });
