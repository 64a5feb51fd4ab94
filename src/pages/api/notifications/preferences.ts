import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getPreferences } from '../../../server/use-cases/notifications/get-preferences.ts';
import { updatePreferences } from '../../../server/use-cases/notifications/update-preferences.ts';

export const prerender = false;

export const GET = defineRoute(operations.getNotificationPreferences, async ({ context }) => ({
  status: 200,
  body: { preferences: await getPreferences(context) },
}));

export const PATCH = defineRoute(operations.updateNotificationPreferences, async ({ context, body }) => ({
  status: 200,
  body: { preferences: await updatePreferences(context, body) },
}));

export const ALL = otherMethods({ GET, PATCH });
