import { operations } from '../../../../lib/contracts/operations/index.ts';
import { answerGeneration } from '../../../../server/http/answer-generation.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { generateTimeline } from '../../../../server/use-cases/tasks/generate-timeline.ts';

export const prerender = false;

export const POST = defineRoute(operations.generateTimeline, async (call) =>
  answerGeneration(call, await generateTimeline(call.context, call.params.id)),
);

export const ALL = otherMethods({ POST });
