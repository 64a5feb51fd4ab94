import { z } from 'zod';

/** What one piece of an answer says. */
export interface Piece {
  text: string;
  /** It holds thoughts that precede the answer. */
  reasoning: boolean;
  /** Why the answer ended, once it has: `stop`, `length`, … */
  finishReason: string | null;
  /** The model that really answers. */
  model: string | null;
  usage: Usage | null;
}

export interface Usage {
  promptTokens: number;
  completionTokens: number;
  /** US dollars. */
  cost: number | null;
}

const count = z.number().int().nonnegative().catch(0);
const words = z.string().nullish().catch(null);
const said = z.object({ content: words, reasoning: words, reasoning_content: words }).nullish().catch(null);

/** A chunk of a stream, or a whole completion. Unknown and unusable fields count as absent. */
const chunk = z.object({
  model: z.string().min(1).max(200).nullish().catch(null),
  choices: z
    .array(z.object({ delta: said, message: said, finish_reason: z.string().min(1).nullish().catch(null) }))
    .catch([]),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      cost: z.number().nonnegative().nullish().catch(null),
      completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** Reads a chunk as it came over the wire; never throws. */
export function readChunk(value: unknown): Piece {
  const parsed = chunk.safeParse(value);
  if (!parsed.success) return { text: '', reasoning: false, finishReason: null, model: null, usage: null };
  const { model, choices, usage } = parsed.data;
  const choice = choices[0];
  const part = choice?.delta ?? choice?.message;
  const signs = [part?.reasoning, part?.reasoning_content, usage?.completion_tokens_details?.reasoning_tokens];
  return {
    text: part?.content ?? '',
    reasoning: signs.some(Boolean),
    finishReason: choice?.finish_reason ?? null,
    model: model ?? null,
    usage: usage
      ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens, cost: usage.cost ?? null }
      : null,
  };
}
