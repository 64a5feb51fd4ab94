import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { sendCustomerMail } from '../../../../server/use-cases/insights/send-mail.ts';

export const prerender = false;

export const POST = defineRoute(operations.sendCustomerMail, async ({ context, params, body }) => ({
  status: 201,
  body: await sendCustomerMail(context, { ...body, customerId: params.id }),
}));

export const ALL = otherMethods({ POST });
