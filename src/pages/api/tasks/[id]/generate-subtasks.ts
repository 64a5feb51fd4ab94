import { operations } from '../../../../lib/contracts/operations/index.ts';
import { answerGeneration } from '../../../../server/http/answer-generation.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { generateSubtasks } from '../../../../server/use-cases/tasks/generate-subtasks.ts';

export const prerender = false;

export const POST = defineRoute(operations.generateSubtasks, async (call) =>
  answerGeneration(call, await generateSubtasks(call.context, call.params.id, call.body)),
);

export const ALL = otherMethods({ POST });
