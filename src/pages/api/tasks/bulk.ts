import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerBulk } from '../../../server/http/answer-job.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { bulkTasks } from '../../../server/use-cases/tasks/bulk-tasks.ts';

export const prerender = false;

export const POST = defineRoute(operations.bulkTasks, async (call) =>
  answerBulk(call, await bulkTasks(call.context, call.body)),
);

export const ALL = otherMethods({ POST });
