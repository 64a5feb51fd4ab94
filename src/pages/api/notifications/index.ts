import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listNotifications } from '../../../server/use-cases/notifications/list-notifications.ts';

export const prerender = false;

export const GET = defineRoute(operations.listNotifications, async ({ context, query }) => ({
  status: 200,
  body: await listNotifications(context, query),
}));

export const ALL = otherMethods({ GET });
