import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listErasures } from '../../../server/use-cases/erasures/list-erasures.ts';

export const prerender = false;

export const GET = defineRoute(operations.listErasures, async ({ context, query }) => ({
  status: 200,
  body: await listErasures(context, query),
}));

export const ALL = otherMethods({ GET });
