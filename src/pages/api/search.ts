import { operations } from '../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { otherMethods } from '../../server/http/other-methods.ts';
import { searchRecords } from '../../server/use-cases/search/search-records.ts';

export const prerender = false;

export const GET = defineRoute(operations.search, async ({ context, query }) => ({
  status: 200,
  body: await searchRecords(context, query),
}));

export const ALL = otherMethods({ GET });
