import { costOf, estimateCost } from '../../lib/domain/ai-budget.ts';
import type { ModelPrice } from '../../lib/contracts/ai-settings.ts';
import type { UsageRecord } from '../records/index.ts';
import type { Message } from './provider.ts';
import type { Usage } from './read-chunk.ts';

/** Bytes of UTF-8 per token, rather too few: English has four characters to a token, Chinese about one. */
const BYTES_PER_TOKEN = 3;

/** Tokens of a text, rather too many than too few. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);

export const promptTokensOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);

interface Ended {
  /** The id by which the model was asked. */
  model: string;
  usage: Usage | null;
  messages: readonly Message[];
  text: string;
  outcome: UsageRecord['outcome'];
  prices: readonly ModelPrice[];
}

export interface Bill extends Pick<UsageRecord, 'promptTokens' | 'completionTokens' | 'cost' | 'estimated'> {
  /** What counts against the budgets, US dollars: the cost, or, where it is not known, the most it can be. */
  spent: number;
}

/**
 * What a request cost. The provider's own word counts; without it, tokens are estimated from what went to and fro and
 * priced by the list. A request that was refused before anything was written costs nothing.
 */
export function billOf({ model, usage, messages, text, outcome, prices }: Ended): Bill {
  const unused = usage === null && text === '' && (outcome === 'rate_limited' || outcome === 'error');
  if (unused) return { promptTokens: 0, completionTokens: 0, cost: 0, estimated: false, spent: 0 };
  const input = usage?.promptTokens ?? promptTokensOf(messages);
  const output = usage?.completionTokens ?? estimateTokens(text);
  const cost = usage?.cost ?? costOf(prices, model, { input, output });
  return {
    promptTokens: input,
    completionTokens: output,
    cost,
    estimated: usage === null || (usage.cost === null && cost !== null),
    spent: cost ?? estimateCost(prices, model, { input, output }),
  };
}
