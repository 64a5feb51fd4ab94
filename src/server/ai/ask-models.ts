import { budgetShares, estimateCost } from '../../lib/domain/ai-budget.ts';
import type { AiSettingValues } from '../../lib/domain/ai-settings.ts';
import { AIGenerationError } from '../../lib/domain/errors.ts';
import type { AiAnswer, AllowanceStore, Clock, Logger } from '../ports/index.ts';
import { createModelAsker, type AskTools } from './ask-model.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { ModelFault } from './model-fault.ts';
import type { Prompt } from './prompts/prompt.ts';
import type { Message } from './provider.ts';
import type { Live, Question } from './question.ts';
import { chooseRoute, failureOf } from './routing.ts';
import { promptTokensOf } from './settlement.ts';
import { timeLimit } from './time-limit.ts';
import type { Model } from './tuning.ts';

interface AskModelsTools extends AskTools {
  clock: Clock;
  allowances: Pick<AllowanceStore, 'used'>;
  settings: () => Promise<AiSettingValues>;
}

interface AskOptions {
  signal: AbortSignal;
  /** Who sees the answer arrive; `begun` says that there is something to show, so that no other model takes over. */
  watch?: (begun: () => void) => Live;
}

/**
 * Asks the models of a question's route until one gives a usable answer, all within one deadline. A cancel aborts the
 * request under way and rethrows its reason; when no model answers, AIGenerationError with the last fault as its cause.
 */
export type AskModels = (question: Question, options: AskOptions) => Promise<AiAnswer>;

export function createAskModels(tools: AskModelsTools): AskModels {
  const { tuning, log, clock, allowances } = tools;
  const asker = createModelAsker(tools);
  const breaker = createCircuitBreaker({
    failures: tuning.breakerFailures,
    restMs: tuning.breakerRestMs,
    now: () => performance.now(),
  });

  /** US dollars that the tightest of the budgets leaves; not taken yet, so only good for choosing. */
  async function moneyLeft({ budgets }: AiSettingValues, userId: string | null): Promise<number> {
    const limited = budgetShares(budgets, userId, clock.now()).filter(({ limit }) => limit !== null);
    if (limited.length === 0) return Infinity;
    const used = await allowances.used(limited.map(({ key }) => key));
    return Math.min(...limited.map(({ limit }, index) => (limit ?? Infinity) - (used[index] ?? 0)));
  }

  return async function askModels(question, { signal, watch = unwatched }) {
    signal.throwIfAborted();
    const { prompt, cause } = question;
    const values = await tools.settings();
    const messages = toMessages(prompt);
    const left = await moneyLeft(values, cause.userId);
    const input = promptTokensOf(messages);
    const route = chooseRoute(question, prompt.contextLength, {
      models: values.models,
      affords: ({ id, tier }) =>
        estimateCost(values.prices, id, { input, output: tuning.maxTokens[tier].usual }) <= left,
    });
    const deadline = timeLimit(tuning.deadlineMs, outOfTime, signal);
    let turn = deadline;
    const live = watch(() => {
      if (turn !== deadline) turn.lift();
    });
    let cost: number | null = null;
    const onCost = (one: number) => void (cost = (cost ?? 0) + one);
    const story = [route.reason];

    async function tryModel(model: Model, isLast: boolean): Promise<AiAnswer> {
      if (!breaker.allows(model.id)) throw new ModelFault('resting', `${model.id} failed too often lately`);
      turn = isLast ? deadline : timeLimit(tuning.takeOverMs, tooSlow, deadline);
      try {
        const reply = await asker.answer(model, messages, { question, values, limit: turn, live, onCost });
        breaker.succeeded(model.id);
        live.done();
        return { ...toAnswer(reply, prompt), routing: story.join(' '), cost };
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
          const answer = await tryModel(model, index === route.models.length - 1);
          log.info({ ...cause, model: answer.generatedBy, routing: answer.routing }, 'A model answered');
          return answer;
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof ModelFault)) throw error;
          fault = error;
          story.push(failureOf(model, fault));
          report(log, cause, model, fault);
          if (deadline.signal.aborted || fault.kind === 'unauthorised') break;
        }
      }
    } finally {
      deadline.lift();
    }
    throw new AIGenerationError(question.failure, {
      cause: fault,
      reason: [...new Set(story)].join(' '),
      cost,
    });
  };
}

const outOfTime = () => new ModelFault('deadline', 'The time for an answer is over');
const tooSlow = () => new ModelFault('slow', 'Nothing to show arrived in time');

/** Anything at all of an answer is a beginning. */
const unwatched = (begun: () => void): Live => ({
  begin: () => undefined,
  thinking: () => undefined,
  write: begun,
  restart: () => undefined,
  done: () => undefined,
});

const toMessages = ({ system, user }: Prompt): Message[] => [
  { role: 'system', content: system },
  { role: 'user', content: user },
];

function toAnswer(
  { answer, answeredBy, messages }: { answer: unknown; answeredBy: string; messages: readonly Message[] },
  { version, contextLength }: Prompt,
): Omit<AiAnswer, 'routing' | 'cost'> {
  const sent = messages.map(({ role, content }) => `[${role}]\n${content}`);
  return { answer, generatedBy: answeredBy, promptUsed: [version, ...sent].join('\n\n'), contextLength };
}

/** Tells whoever runs the server what to do, where there is something to do. */
function report(log: Logger, cause: Question['cause'], { id }: Model, fault: ModelFault): void {
  const fields = { ...cause, model: id, fault: fault.kind, detail: fault.message };
  if (fault.kind === 'unauthorised') {
    log.error(fields, 'The provider does not accept the key: check OPENROUTER_API_KEY');
  } else if (fault.kind === 'refused') {
    log.error(fields, 'The provider refuses the request: check the credit and rights of OPENROUTER_API_KEY');
  } else {
    log.warn(fields, 'The model gave no usable answer');
  }
}
