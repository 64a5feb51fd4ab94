import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listAudit } from '../../../server/use-cases/audit/list-audit.ts';

export const prerender = false;

export const GET = defineRoute(operations.listAudit, async ({ context, query }) => ({
  status: 200,
  body: await listAudit(context, query),
}));

export const ALL = otherMethods({ GET });
