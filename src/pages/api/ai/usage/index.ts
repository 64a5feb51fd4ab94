import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listUsage } from '../../../../server/use-cases/ai/list-usage.ts';

export const prerender = false;

export const GET = defineRoute(operations.listUsage, async ({ context, query }) => ({
  status: 200,
  body: await listUsage(context, query),
}));

export const ALL = otherMethods({ GET });
