import type { AiSettingValues } from '../../lib/domain/ai-settings.ts';
import type { Logger } from '../ports/index.ts';
import type { Admission } from './admission.ts';
import { askOnce, type Reply } from './ask-once.ts';
import { ModelFault } from './model-fault.ts';
import type { Message, Provider } from './provider.ts';
import type { Live, Question } from './question.ts';
import { concede, newShape, type RequestShape } from './request-shape.ts';
import { pause, timeLimit, type TimeLimit } from './time-limit.ts';
import type { Model, Tuning } from './tuning.ts';
import type { Ledger } from './usage-ledger.ts';

export interface AskTools {
  provider: Provider;
  ledger: Ledger;
  admission: Admission;
  tuning: Tuning;
  log: Logger;
  /** 0 to below 1. */
  random: () => number;
}

export interface Run {
  question: Question;
  values: AiSettingValues;
  limit: TimeLimit;
  live: Live;
  onCost: (cost: number) => void;
}

/**
 * Asks single models, patiently: in the way each wants to be asked, with retries, more tokens when an answer
 * was cut, and one request to repair an answer that is not what was asked for.
 */
export function createModelAsker(tools: AskTools) {
  const { tuning, log, random } = tools;
  const shapes = new Map<string, RequestShape>();

  function shapeOf({ id }: Model): RequestShape {
    const shape = shapes.get(id) ?? newShape();
    shapes.set(id, shape);
    return shape;
  }

  /** Exponential backoff with full jitter, never shorter than the provider asks for. */
  function delayBefore(retry: number, fault: ModelFault): number {
    const ceiling = Math.min(tuning.backoffCapMs, tuning.backoffMs * 2 ** (retry - 1));
    return (fault.retryAfterMs ?? 0) + random() * ceiling;
  }

  async function ask(model: Model, messages: readonly Message[], run: Run): Promise<Reply> {
    const { question, limit } = run;
    const shape = shapeOf(model);
    let raised = false;
    for (let attempt = 1; ;) {
      try {
        return await askOnce(tools, { ...run, model, messages, shape, raised });
      } catch (fault) {
        if (!(fault instanceof ModelFault) || limit.signal.aborted) throw fault;
        const { purpose, generationId } = question.cause;
        log.warn({ purpose, generationId, model: model.id, attempt, fault: fault.kind }, fault.message);
        if (concede(shape, fault)) continue;
        if (fault.kind === 'length' && !raised) {
          raised = true;
          continue;
        }
        const delay = delayBefore(attempt, fault);
        if (!fault.retryable || attempt >= tuning.attempts || delay >= limit.left()) throw fault;
        attempt++;
        await pause(delay, limit.signal);
      }
    }
  }

  /** A second answer to one that was not as asked for; null when a readable first one is the best there is. */
  async function askAgain(model: Model, first: Reply, problem: string, run: Run): Promise<Reply | null> {
    const messages = [...first.messages, ...repairRequest(first.text, problem)];
    if (first.reading.kind === 'unreadable') return ask(model, messages, run);
    const limit = timeLimit(tuning.repairMs, () => new ModelFault('slow', 'The repair took too long'), run.limit);
    try {
      return await ask(model, messages, { ...run, limit });
    } catch (error) {
      if (error instanceof ModelFault) return null;
      throw error;
    } finally {
      limit.lift();
    }
  }

  return {
    /** Throws a ModelFault when the model gives no usable answer, or the limit's reason. */
    async answer(model: Model, messages: readonly Message[], run: Run): Promise<Reply & { answer: unknown }> {
      const first = await ask(model, messages, run);
      if (first.reading.kind === 'good') return { ...first, answer: first.reading.answer };
      const second = await askAgain(model, first, first.reading.problem, run);
      for (const reply of [second, first]) {
        if (reply && reply.reading.kind !== 'unreadable') return { ...reply, answer: reply.reading.answer };
      }
      throw new ModelFault('invalid', `Neither the answer nor its repair was as asked for: ${first.reading.problem}`);
    },
  };
}

/** Characters of the faulty answer that are sent back. */
const QUOTED = 12_000;

function repairRequest(text: string, problem: string): Message[] {
  return [
    { role: 'assistant', content: text.slice(0, QUOTED) || '(nothing)' },
    {
      role: 'user',
      content: `That answer cannot be used: ${JSON.stringify(problem)}\nAnswer again with the whole corrected JSON object and nothing else.`,
    },
  ];
}
