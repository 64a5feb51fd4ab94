import type { ModelFault } from './model-fault.ts';

/** How a model wants to be asked: learnt from its refusals and answers, kept for the life of the process. */
export interface RequestShape {
  format: 'json_schema' | 'json_object' | 'text';
  /** OpenRouter's `usage: {include: true}`, which tells the cost. */
  askCost: boolean;
  streamOptions: boolean;
  temperature: boolean;
  tokenField: 'max_tokens' | 'max_completion_tokens';
  /** It thinks before it answers, and its thoughts count as output. */
  reasons: boolean;
}

export const newShape = (): RequestShape => ({
  format: 'json_schema',
  askCost: true,
  streamOptions: true,
  temperature: true,
  tokenField: 'max_tokens',
  reasons: false,
});

/** What a refusal may name, and how to do without it; null when there is nothing left to do without. */
const concessions: readonly { named: RegExp; without: (shape: RequestShape) => Partial<RequestShape> | null }[] = [
  {
    named: /response_format|json_schema|json_object|json mode|structured output/i,
    without: ({ format }) => (format === 'text' ? null : { format: format === 'json_schema' ? 'json_object' : 'text' }),
  },
  { named: /stream_options/i, without: ({ streamOptions }) => (streamOptions ? { streamOptions: false } : null) },
  {
    named: /max_tokens|max_completion_tokens/i,
    without: ({ tokenField }) => (tokenField === 'max_tokens' ? { tokenField: 'max_completion_tokens' } : null),
  },
  { named: /temperature/i, without: ({ temperature }) => (temperature ? { temperature: false } : null) },
  { named: /\busage\b/i, without: ({ askCost }) => (askCost ? { askCost: false } : null) },
];

/** Gives up the part of the request that a refusal names. True when the model is worth asking again that way. */
export function concede(shape: RequestShape, fault: ModelFault): boolean {
  if (fault.kind !== 'rejected') return false;
  for (const { named, without } of concessions) {
    const change = named.test(fault.message) ? without(shape) : null;
    if (change) {
      Object.assign(shape, change);
      return true;
    }
  }
  return false;
}
