import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getListSettings, updateListSettings } from '../../../server/use-cases/views/list-settings.ts';

export const prerender = false;

export const GET = defineRoute(operations.getListSettings, async ({ context, params }) => ({
  status: 200,
  body: { settings: await getListSettings(context, params.list) },
}));

export const PATCH = defineRoute(operations.updateListSettings, async ({ context, params, body }) => ({
  status: 200,
  body: { settings: await updateListSettings(context, { list: params.list, patch: body }) },
}));

export const ALL = otherMethods({ GET, PATCH });
