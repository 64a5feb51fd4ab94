import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { readNotification } from '../../../../server/use-cases/notifications/read-notification.ts';

export const prerender = false;

export const POST = defineRoute(operations.readNotification, async ({ context, params }) => ({
  status: 200,
  body: { notification: await readNotification(context, params.id) },
}));

export const ALL = otherMethods({ POST });
