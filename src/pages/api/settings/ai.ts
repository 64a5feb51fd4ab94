import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getAiSettings } from '../../../server/use-cases/ai/get-settings.ts';
import { updateAiSettings } from '../../../server/use-cases/ai/update-settings.ts';

export const prerender = false;

export const GET = defineRoute(operations.getAiSettings, async ({ context }) => ({
  status: 200,
  body: { settings: await getAiSettings(context) },
}));

export const PATCH = defineRoute(operations.updateAiSettings, async ({ context, body, ifMatch }) => ({
  status: 200,
  body: { settings: await updateAiSettings(context, { patch: body, expectedVersion: ifMatch }) },
}));

export const ALL = otherMethods({ GET, PATCH });
