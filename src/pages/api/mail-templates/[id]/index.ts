import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { getMailTemplate } from '../../../../server/use-cases/mail-templates/list-templates.ts';
import { deleteMailTemplate } from '../../../../server/use-cases/mail-templates/move-template.ts';
import { updateMailTemplate } from '../../../../server/use-cases/mail-templates/update-template.ts';

export const prerender = false;

export const GET = defineRoute(operations.getMailTemplate, async ({ context, params }) => ({
  status: 200,
  body: { mailTemplate: await getMailTemplate(context, params.id) },
}));

export const PATCH = defineRoute(operations.updateMailTemplate, async ({ context, params, body, ifMatch }) => ({
  status: 200,
  body: { mailTemplate: await updateMailTemplate(context, { id: params.id, patch: body, expectedVersion: ifMatch }) },
}));

export const DELETE = defineRoute(operations.deleteMailTemplate, async ({ context, params, ifMatch }) => {
  await deleteMailTemplate(context, { id: params.id, expectedVersion: ifMatch });
  return { status: 204 };
});

export const ALL = otherMethods({ GET, PATCH, DELETE });
