import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { quickAddTask } from '../../../server/use-cases/tasks/quick-add-task.ts';
import { readQuickLine } from '../../../server/use-cases/tasks/read-quick-line.ts';

export const prerender = false;

export const GET = defineRoute(operations.readQuickLine, async ({ context, query }) => {
  const { withDate: _forPlans, ...read } = await readQuickLine(context, query);
  return { status: 200, body: read };
});

export const POST = defineRoute(operations.quickAddTask, async ({ context, body }) => {
  const created = await quickAddTask(context, body);
  return { status: 201, headers: { Location: `/api/tasks/${created.task.id}` }, body: created };
});

export const ALL = otherMethods({ GET, POST });
