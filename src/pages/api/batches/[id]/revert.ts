import { operations } from '../../../../lib/contracts/operations/index.ts';
import { answerJob } from '../../../../server/http/answer-job.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { revertBatch } from '../../../../server/use-cases/batches/revert-batch.ts';

export const prerender = false;

export const POST = defineRoute(operations.revertBatch, async (call) =>
  answerJob(call, await revertBatch(call.context, call.params.id)),
);

export const ALL = otherMethods({ POST });
