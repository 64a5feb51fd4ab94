import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { restoreMailTemplate } from '../../../../server/use-cases/mail-templates/move-template.ts';

export const prerender = false;

export const POST = defineRoute(operations.restoreMailTemplate, async ({ context, params }) => ({
  status: 200,
  body: { mailTemplate: await restoreMailTemplate(context, params.id) },
}));

export const ALL = otherMethods({ POST });
