import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { sendMailAgain } from '../../../../server/use-cases/mails/send-mail-again.ts';

export const prerender = false;

export const POST = defineRoute(operations.sendMailAgain, async ({ context, params }) => ({
  status: 202,
  body: { mail: await sendMailAgain(context, params.id) },
}));

export const ALL = otherMethods({ POST });
