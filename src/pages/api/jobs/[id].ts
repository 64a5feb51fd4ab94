import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { cancelJob } from '../../../server/use-cases/batches/cancel-job.ts';
import { getJob } from '../../../server/use-cases/batches/get-job.ts';

export const prerender = false;

export const GET = defineRoute(operations.getJob, async ({ context, params: { id } }) => ({
  status: 200,
  body: { job: await getJob(context, id) },
}));

export const DELETE = defineRoute(operations.cancelJob, async ({ context, params: { id } }) => {
  await cancelJob(context, id);
  return { status: 204 };
});

export const ALL = otherMethods({ GET, DELETE });
