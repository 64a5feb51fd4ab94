import type { AiSettingValues } from '../../lib/domain/ai-settings.ts';
import type { Admission } from './admission.ts';
import { ModelFault } from './model-fault.ts';
import type { Message, Provider } from './provider.ts';
import type { Live, Question } from './question.ts';
import type { Reading } from './read-answer.ts';
import type { Usage } from './read-chunk.ts';
import type { RequestShape } from './request-shape.ts';
import { billOf, promptTokensOf } from './settlement.ts';
import type { TimeLimit } from './time-limit.ts';
import type { Model, Tuning } from './tuning.ts';
import type { Ledger } from './usage-ledger.ts';

export interface OneRequest {
  question: Question;
  model: Model;
  messages: readonly Message[];
  shape: RequestShape;
  /** Ask for more output than usual. */
  raised: boolean;
  values: AiSettingValues;
  limit: TimeLimit;
  live: Live;
  /** Told what the request cost in US dollars, if that is known. */
  onCost: (cost: number) => void;
}

export interface Reply {
  reading: Reading;
  text: string;
  /** The model that really answered. */
  answeredBy: string;
  messages: readonly Message[];
}

interface AskOnceTools {
  provider: Provider;
  ledger: Ledger;
  admission: Admission;
  tuning: Tuning;
}

/**
 * One request, once there is leave for it: streams the answer to whoever watches, reads it when it is complete, and settles it in the ledger.
 * Throws a ModelFault, or the signal's reason.
 */
export async function askOnce(
  { provider, ledger, admission, tuning }: AskOnceTools,
  { question, model, messages, shape, raised, values, limit, live, onCost }: OneRequest,
): Promise<Reply> {
  const { signal } = limit;
  const tokens = tuning.maxTokens[model.tier];
  const maxTokens = raised || shape.reasons ? tokens.raised : tokens.usual;
  const most = { input: promptTokensOf(messages), output: maxTokens };
  const ticket = await admission.admit({ model: model.id, tokens: most, userId: question.cause.userId, values, limit });
  live.begin(model.id);
  const startedAt = performance.now();
  let text = '';
  let answeredBy = model.id;
  let finishReason: string | null = null;
  let usage: Usage | null = null;
  const settle = async (outcome: ModelFault['outcome']) => {
    const latencyMs = Math.round(performance.now() - startedAt);
    const { spent, ...bill } = billOf({ model: model.id, usage, messages, text, outcome, prices: values.prices });
    if (bill.cost !== null) onCost(bill.cost);
    await Promise.all([
      ticket.settle(spent),
      ledger(question.cause, { model: answeredBy, ...bill, latencyMs, outcome }),
    ]);
  };

  try {
    const pieces = provider.stream(
      { model: model.id, messages, maxTokens, temperature: tuning.temperature, format: question.format, shape },
      signal,
    );
    for await (const piece of pieces) {
      answeredBy = piece.model ?? answeredBy;
      finishReason = piece.finishReason ?? finishReason;
      usage = piece.usage ?? usage;
      if (piece.reasoning) {
        shape.reasons = true;
        live.thinking();
      }
      if (piece.text === '') continue;
      text += piece.text;
      if (text.length > tuning.answerLimit) throw tooLarge(tuning.answerLimit);
      live.write(piece.text);
    }
    const reading = question.read(text);
    checkEnd(finishReason, reading);
    await settle(reading.kind === 'good' ? 'ok' : 'invalid');
    return { reading, text, answeredBy, messages };
  } catch (error) {
    await settle(error instanceof ModelFault ? error.outcome : signal.aborted ? 'cancelled' : 'error');
    throw error;
  }
}

const tooLarge = (limit: number) => new ModelFault('too_large', `The answer exceeded ${limit} characters`);

/** Throws unless the answer came to its proper end. */
function checkEnd(finishReason: string | null, reading: Reading): void {
  if (finishReason === null || finishReason === 'error') {
    throw new ModelFault('cut', 'The stream ended before the answer did');
  }
  if (finishReason === 'content_filter') throw new ModelFault('refused', 'The provider filtered the answer');
  if (finishReason === 'length' && reading.kind !== 'good') {
    throw new ModelFault('length', 'The answer needed more tokens than allowed');
  }
}
