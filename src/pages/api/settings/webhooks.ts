import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getWebhookSettings } from '../../../server/use-cases/company/get-webhook-settings.ts';

export const prerender = false;

export const GET = defineRoute(operations.getWebhookSettings, ({ context }) =>
  Promise.resolve({ status: 200, body: { settings: getWebhookSettings(context) } }),
);

export const ALL = otherMethods({ GET });
