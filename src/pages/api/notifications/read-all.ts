import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { readAllNotifications } from '../../../server/use-cases/notifications/read-all-notifications.ts';

export const prerender = false;

export const POST = defineRoute(operations.readAllNotifications, async ({ context }) => ({
  status: 200,
  body: { read: await readAllNotifications(context) },
}));

export const ALL = otherMethods({ POST });
