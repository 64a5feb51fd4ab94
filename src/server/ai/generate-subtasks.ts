import { AIGenerationError } from '../../lib/domain/errors.ts';
import type { Ai, AiPlan, Clock, Logger } from '../ports.ts';
import { createModelAsker, type AskTools } from './ask-model.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createLiveAnswer } from './live-answer.ts';
import { ModelFault } from './model-fault.ts';
import { planTaskPrompt, type Prompt } from './prompts/plan-task.v1.ts';
import type { Message } from './provider.ts';
import { chooseRoute, type Route } from './routing.ts';
import type { Model } from './settings.ts';
import { timeLimit } from './time-limit.ts';

type Generate = Ai['generateSubtasks'];

/**
 * Plans with the first model of the route that gives a usable answer, all within one deadline. A cancel aborts the
 * request under way and rethrows its reason; when no model answers, AIGenerationError with the last fault as its cause.
 */
export function createGenerateSubtasks(tools: AskTools & { clock: Clock }): Generate {
  const { settings, log, clock } = tools;
  const asker = createModelAsker(tools);
  const breaker = createCircuitBreaker({
    failures: settings.breakerFailures,
    restMs: settings.breakerRestMs,
    now: () => performance.now(),
  });

  return async function generateSubtasks(request, { signal, onProgress, onSubtask, onRestart }) {
    signal.throwIfAborted();
    const prompt = planTaskPrompt(request, clock.now());
    const route = chooseRoute(request, prompt.contextLength, settings);
    const deadline = timeLimit(settings.deadlineMs, outOfTime, signal);
    let turn = deadline;
    const live = createLiveAnswer(
      {
        onProgress,
        onRestart,
        onSubtask(subtask) {
          if (turn !== deadline) turn.lift();
          onSubtask(subtask);
        },
      },
      { everyMs: settings.progressEveryMs },
    );

    async function tryModel(model: Model, isLast: boolean): Promise<AiPlan> {
      if (!breaker.allows(model.id)) throw new ModelFault('resting', `${model.id} failed too often lately`);
      turn = isLast ? deadline : timeLimit(settings.takeOverMs, tooSlow, deadline);
      try {
        const reply = await asker.plan(model, toMessages(prompt), { request, limit: turn, live });
        breaker.succeeded(model.id);
        live.done();
        return toPlan(reply, prompt, route);
      } catch (error) {
        if (error instanceof ModelFault && error.countsAgainstModel) breaker.failed(model.id);
        throw error;
      } finally {
        if (turn !== deadline) turn.lift();
      }
    }

    let fault: ModelFault | null = null;
    try {
      for (const [index, model] of route.models.entries()) {
        if (index > 0) live.restart();
        try {
          const plan = await tryModel(model, index === route.models.length - 1);
          log.info(
            { generationId: request.generationId, model: plan.generatedBy, routing: route.reason },
            'Plan written',
          );
          return plan;
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof ModelFault)) throw error;
          fault = error;
          report(log, request.generationId, model, fault);
          if (deadline.signal.aborted || fault.kind === 'unauthorised') break;
        }
      }
    } finally {
      deadline.lift();
    }
    throw new AIGenerationError('Task generation failed', { cause: fault });
  };
}

const outOfTime = () => new ModelFault('deadline', 'The time for a whole generation is over');
const tooSlow = () => new ModelFault('slow', 'No subtask arrived in time');

const toMessages = ({ system, user }: Prompt): Message[] => [
  { role: 'system', content: system },
  { role: 'user', content: user },
];

function toPlan(
  { answer, answeredBy, messages }: { answer: unknown; answeredBy: string; messages: readonly Message[] },
  { version, contextLength }: Prompt,
  { reason }: Route,
): AiPlan {
  const sent = messages.map(({ role, content }) => `[${role}]\n${content}`);
  return {
    answer,
    generatedBy: answeredBy,
    promptUsed: [version, ...sent].join('\n\n'),
    contextLength,
    routing: reason,
  };
}

/** Tells whoever runs the server what to do, where there is something to do. */
function report(log: Logger, generationId: string, { id }: Model, fault: ModelFault): void {
  const fields = { generationId, model: id, fault: fault.kind, detail: fault.message };
  if (fault.kind === 'unauthorised') {
    log.error(fields, 'The provider does not accept the key: check OPENROUTER_API_KEY');
  } else if (fault.kind === 'refused') {
    log.error(fields, 'The provider refuses the request: check the credit and rights of OPENROUTER_API_KEY');
  } else {
    log.warn(fields, 'The model gave no usable plan');
  }
}
