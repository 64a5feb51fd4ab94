import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listMails } from '../../../server/use-cases/mails/list-mails.ts';

export const prerender = false;

export const GET = defineRoute(operations.listMails, async ({ context, query }) => ({
  status: 200,
  body: await listMails(context, query),
}));

export const ALL = otherMethods({ GET });
