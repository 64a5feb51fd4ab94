import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { bulkTasks } from '../../../server/use-cases/tasks/bulk-tasks.ts';

export const prerender = false;

export const POST = defineRoute(operations.bulkTasks, async ({ context, body }) => ({
  status: 200,
  body: await bulkTasks(context, body),
}));

export const ALL = otherMethods({ POST });
