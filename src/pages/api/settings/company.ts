import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { getCompanySettings } from '../../../server/use-cases/company/get-settings.ts';
import { updateCompanySettings } from '../../../server/use-cases/company/update-settings.ts';

export const prerender = false;

export const GET = defineRoute(operations.getCompanySettings, async ({ context }) => ({
  status: 200,
  body: { settings: await getCompanySettings(context) },
}));

export const PATCH = defineRoute(operations.updateCompanySettings, async ({ context, body, ifMatch }) => ({
  status: 200,
  body: { settings: await updateCompanySettings(context, { patch: body, expectedVersion: ifMatch }) },
}));

export const ALL = otherMethods({ GET, PATCH });
