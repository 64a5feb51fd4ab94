import type { PlanRequest } from '../ports.ts';
import type { LiveAnswer } from './live-answer.ts';
import { ModelFault } from './model-fault.ts';
import type { Message, Provider } from './provider.ts';
import { readAnswer, type Reading } from './read-answer.ts';
import type { Usage } from './read-chunk.ts';
import type { RequestShape } from './request-shape.ts';
import type { AiSettings, Model } from './settings.ts';
import type { Ledger } from './usage-ledger.ts';

export interface Question {
  model: Model;
  messages: readonly Message[];
  shape: RequestShape;
  /** Ask for more output than usual. */
  raised: boolean;
  request: PlanRequest;
  signal: AbortSignal;
  live: LiveAnswer;
}

export interface Reply {
  reading: Reading;
  text: string;
  /** The model that really answered. */
  answeredBy: string;
  messages: readonly Message[];
}

/**
 * One request: streams the answer to whoever watches, reads it when it is complete, and settles it in the ledger.
 * Throws a ModelFault, or the signal's reason.
 */
export async function askOnce(
  { provider, ledger, settings }: { provider: Provider; ledger: Ledger; settings: AiSettings },
  { model, messages, shape, raised, request, signal, live }: Question,
): Promise<Reply> {
  const startedAt = performance.now();
  const tokens = settings.maxTokens[model.tier];
  const maxTokens = raised || shape.reasons ? tokens.raised : tokens.usual;
  let text = '';
  let answeredBy = model.id;
  let finishReason: string | null = null;
  let usage: Usage | null = null;
  const settle = (outcome: ModelFault['outcome']) =>
    ledger(request, { model: answeredBy, usage, latencyMs: performance.now() - startedAt, outcome });

  try {
    const pieces = provider.stream(
      { model: model.id, messages, maxTokens, temperature: settings.temperature, shape },
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
      if (text.length > settings.answerLimit) throw tooLarge(settings.answerLimit);
      live.write(piece.text, shape.usualLength);
    }
    const reading = readAnswer(text);
    checkEnd(finishReason, reading);
    if (reading.kind === 'plan') shape.usualLength = Math.round(0.7 * shape.usualLength + 0.3 * text.length);
    await settle(reading.kind === 'plan' ? 'ok' : 'invalid');
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
  if (finishReason === 'length' && reading.kind !== 'plan') {
    throw new ModelFault('length', 'The answer needed more tokens than allowed');
  }
}
