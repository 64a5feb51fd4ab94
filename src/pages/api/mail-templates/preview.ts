import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { previewMail } from '../../../server/use-cases/mail-templates/preview-mail.ts';

export const prerender = false;

export const POST = defineRoute(operations.previewMail, async ({ context, body }) => ({
  status: 200,
  body: { preview: await previewMail(context, body) },
}));

export const ALL = otherMethods({ POST });
