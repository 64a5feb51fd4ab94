import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getToday } from '../../../server/use-cases/dashboard/get-today.ts';

export const prerender = false;

export const GET = defineRoute(operations.getToday, async ({ context, query: { zone } }) => ({
  status: 200,
  body: { today: await getToday(context, zone) },
}));

export const ALL = otherMethods({ GET });
