import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerBulk } from '../../../server/http/answer-job.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { bulkDeals } from '../../../server/use-cases/deals/bulk-deals.ts';

export const prerender = false;

export const POST = defineRoute(operations.bulkDeals, async (call) =>
  answerBulk(call, await bulkDeals(call.context, call.body)),
);

export const ALL = otherMethods({ POST });
