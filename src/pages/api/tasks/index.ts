import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { waitForGeneration } from '../../../server/use-cases/generations/wait-for-generation.ts';
import { createTask } from '../../../server/use-cases/tasks/create-task.ts';
import { getTask } from '../../../server/use-cases/tasks/get-task.ts';
import { listTasks } from '../../../server/use-cases/tasks/list-tasks.ts';

export const prerender = false;

export const GET = defineRoute(operations.listTasks, async ({ context, query }) => ({
  status: 200,
  body: await listTasks(context, query),
}));

export const POST = defineRoute(operations.createTask, async ({ context, body, wait, signal }) => {
  const created = await createTask(context, body);
  const headers = { Location: `/api/tasks/${created.task.id}` };
  if (!created.generation || wait === undefined) return { status: 201, headers, body: created };
  const generation = await waitForGeneration(context, created.generation.id, { seconds: wait, signal });
  return { status: 201, headers, body: { task: await getTask(context, created.task.id), generation } };
});

export const ALL = otherMethods({ GET, POST });
