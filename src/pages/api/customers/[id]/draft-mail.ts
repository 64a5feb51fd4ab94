import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { draftMail } from '../../../../server/use-cases/insights/draft-mail.ts';

export const prerender = false;

export const POST = defineRoute(operations.draftMail, async ({ context, params, body, signal }) => ({
  status: 200,
  body: { draft: await draftMail(context, { ...body, customerId: params.id, signal }) },
}));

export const ALL = otherMethods({ POST });
