import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getTimeline } from '../../../server/use-cases/tasks/get-timeline.ts';

export const prerender = false;

export const GET = defineRoute(operations.getTaskTimeline, async ({ context, query }) => ({
  status: 200,
  body: await getTimeline(context, query),
}));

export const ALL = otherMethods({ GET });
