import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getCalendar } from '../../../server/use-cases/tasks/get-calendar.ts';

export const prerender = false;

export const GET = defineRoute(operations.getTaskCalendar, async ({ context, query }) => ({
  status: 200,
  body: await getCalendar(context, query),
}));

export const ALL = otherMethods({ GET });
