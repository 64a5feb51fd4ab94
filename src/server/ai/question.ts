import type { z } from 'zod';
import type { UsagePurpose } from '../../lib/contracts/ai-usage.ts';
import type { ModelChoice } from '../../lib/contracts/generation.ts';
import type { Prompt } from './prompts/prompt.ts';
import type { Reading } from './read-answer.ts';

/** What models are asked, whatever it is for. */
export interface Question {
  cause: Cause;
  prompt: Prompt;
  model: ModelChoice;
  /** Of the task it is about; null when a short text is all that is asked for. */
  priority: string | null;
  /** The shape of the answer, for models that can be held to one. */
  format: AnswerFormat;
  read: (text: string) => Reading;
  /** The message of the AIGenerationError when no model answers. */
  failure: string;
}

/** What the ledger says of a request: for whom, and what for. */
export interface Cause {
  generationId: string | null;
  taskId: string | null;
  userId: string | null;
  purpose: UsagePurpose;
}

export interface AnswerFormat {
  name: string;
  schema: z.ZodType;
}

/** Sees an answer arrive. Each request begins it anew; what arrived before is then void. */
export interface Live {
  /** A request goes out to a model. */
  begin(model: string): void;
  /** The model thinks before it answers. */
  thinking(): void;
  write(text: string): void;
  /** Another model takes over. */
  restart(): void;
  /** The answer is complete and usable. */
  done(): void;
}
