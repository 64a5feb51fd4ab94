import { operations } from '../../../lib/contracts/operations/index.ts';
import { answerBulk } from '../../../server/http/answer-job.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { bulkCustomers } from '../../../server/use-cases/customers/bulk-customers.ts';

export const prerender = false;

export const POST = defineRoute(operations.bulkCustomers, async (call) =>
  answerBulk(call, await bulkCustomers(call.context, call.body)),
);

export const ALL = otherMethods({ POST });
