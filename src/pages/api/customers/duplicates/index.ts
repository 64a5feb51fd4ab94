import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { listDuplicates } from '../../../../server/use-cases/duplicates/list-duplicates.ts';

export const prerender = false;

export const GET = defineRoute(operations.listDuplicates, async ({ context, query }) => ({
  status: 200,
  body: await listDuplicates(context, query),
}));

export const ALL = otherMethods({ GET });
