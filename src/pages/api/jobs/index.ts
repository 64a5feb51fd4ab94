import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { listJobs } from '../../../server/use-cases/batches/list-jobs.ts';

export const prerender = false;

export const GET = defineRoute(operations.listJobs, async ({ context, query }) => ({
  status: 200,
  body: await listJobs(context, query),
}));

export const ALL = otherMethods({ GET });
