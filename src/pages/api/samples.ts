import { operations } from '../../lib/contracts/operations/index.ts';
import { answerJob } from '../../server/http/answer-job.ts';
import { defineRoute } from '../../server/http/define-route.ts';
import { otherMethods } from '../../server/http/other-methods.ts';
import { changeSamples } from '../../server/use-cases/samples/change-samples.ts';
import { countSamples } from '../../server/use-cases/samples/count-samples.ts';

export const prerender = false;

export const GET = defineRoute(operations.getSamples, async ({ context }) => ({
  status: 200,
  body: { samples: await countSamples(context) },
}));

export const POST = defineRoute(operations.fillSamples, async (call) =>
  answerJob(call, await changeSamples(call.context, 'fill')),
);

export const DELETE = defineRoute(operations.removeSamples, async (call) =>
  answerJob(call, await changeSamples(call.context, 'remove')),
);

export const ALL = otherMethods({ GET, POST, DELETE });
