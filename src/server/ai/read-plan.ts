import { z } from 'zod';
import { coerceDraft } from '../../lib/planning/coerce-draft.ts';
import { readAnswer, type Reading } from './read-answer.ts';

const numeric = z.union([z.number(), z.string().regex(/^\s*\d+(\.\d+)?\s*$/)]);

/** What makes a good plan by itself; everything else that was asked for may be missing. */
const usable = z.object({
  subtasks: z
    .array(
      z.object({
        title: z.string().min(1),
        description: z.string().optional(),
        estimatedTime: numeric,
        dependencies: z.array(numeric).optional(),
        priority: z.enum(['low', 'medium', 'high']).optional(),
      }),
    )
    .min(1),
});

const hasSteps = (answer: unknown): boolean =>
  coerceDraft(answer).draft.subtasks.some((subtask) => subtask.title !== '');

/** Reads the text of an answer that is to be a plan; steps that can be read are better than none. */
export const readPlan = (text: string): Reading => readAnswer(text, usable, hasSteps);
