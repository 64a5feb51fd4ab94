import { z } from 'zod';
import { modelInsights } from '../../lib/contracts/insights.ts';
import type { Ai } from '../ports/index.ts';
import type { AskModels } from './ask-models.ts';
import { wordInsightsPrompt } from './prompts/word-insights.v1.ts';
import { readAnswer } from './read-answer.ts';

/** Words insights with the first model that keeps to what it was handed. Throws as `AskModels`. */
export const createWordInsights =
  (ask: AskModels): Ai['wordInsights'] =>
  (request, { signal }) => {
    const index = (count: number) =>
      z
        .int()
        .min(0)
        .max(Math.max(0, count - 1));
    const usable = z.object({
      action: index(request.actions.length),
      title: z.string().min(1),
      reasons: z.array(z.object({ text: z.string().min(1), fact: index(request.facts.length) })).min(1),
    });
    return ask(
      {
        cause: { generationId: null, taskId: null, userId: request.userId, purpose: 'insights' },
        prompt: wordInsightsPrompt(request),
        model: request.model,
        priority: null,
        format: { name: 'insights', schema: modelInsights },
        read: (text) => readAnswer(text, usable),
        failure: 'No insights were worded',
      },
      { signal },
    );
  };
