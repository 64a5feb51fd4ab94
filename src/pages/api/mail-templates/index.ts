import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { createMailTemplate } from '../../../server/use-cases/mail-templates/create-template.ts';
import { listMailTemplates } from '../../../server/use-cases/mail-templates/list-templates.ts';

export const prerender = false;

export const GET = defineRoute(operations.listMailTemplates, async ({ context, query }) => ({
  status: 200,
  body: await listMailTemplates(context, query),
}));

export const POST = defineRoute(operations.createMailTemplate, async ({ context, body }) => {
  const mailTemplate = await createMailTemplate(context, body);
  return { status: 201, headers: { Location: `/api/mail-templates/${mailTemplate.id}` }, body: { mailTemplate } };
});

export const ALL = otherMethods({ GET, POST });
