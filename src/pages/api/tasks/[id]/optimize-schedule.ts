import { operations } from '../../../../lib/contracts/operations/index.ts';
import { answerGeneration } from '../../../../server/http/answer-generation.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { optimizeSchedule } from '../../../../server/use-cases/tasks/optimize-schedule.ts';

export const prerender = false;

export const POST = defineRoute(operations.optimizeSchedule, async (call) => {
  const { generation, task, schedule } = await optimizeSchedule(call.context, call.params.id, call.body);
  if (!generation) return { status: 200, body: { generation, task, schedule } };
  const answer = await answerGeneration(call, generation);
  return answer.status === 202 ? answer : { ...answer, body: { ...answer.body, schedule } };
});

export const ALL = otherMethods({ POST });
