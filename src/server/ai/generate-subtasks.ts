import { modelPlan } from '../../lib/contracts/generation.ts';
import type { Ai, Clock, PlanRequest } from '../ports/index.ts';
import type { AskModels } from './ask-models.ts';
import { createLiveAnswer } from './live-answer.ts';
import { planTaskPrompt } from './prompts/plan-task.v2.ts';
import type { Question } from './question.ts';
import { readPlan } from './read-plan.ts';
import type { Tuning } from './tuning.ts';

interface GenerateTools {
  ask: AskModels;
  tuning: Pick<Tuning, 'progressEveryMs'>;
  clock: Clock;
}

/** Plans with the first model that gives a usable plan, showing each step as it arrives. Throws as `AskModels`. */
export function createGenerateSubtasks({ ask, tuning, clock }: GenerateTools): Ai['generateSubtasks'] {
  const usual = new Map<string, number>();
  return (request, { signal, onSubtask, ...watcher }) =>
    ask(planQuestion(request, clock.now()), {
      signal,
      watch: (begun) =>
        createLiveAnswer(
          {
            ...watcher,
            onSubtask(subtask) {
              begun();
              onSubtask(subtask);
            },
          },
          { everyMs: tuning.progressEveryMs, usual },
        ),
    });
}

const planQuestion = (request: PlanRequest, now: Date): Question => {
  const { generationId, taskId, userId, model, priority } = request;
  return {
    cause: { generationId, taskId, userId, purpose: 'plan' },
    prompt: planTaskPrompt(request, now),
    model,
    priority,
    format: { name: 'plan', schema: modelPlan },
    read: readPlan,
    failure: 'Task generation failed',
  };
};
