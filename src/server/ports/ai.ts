import type { ArrivingSubtask, ModelChoice, Progress } from '../../lib/contracts/generation.ts';

/** What a plan is asked from. All text from outside is data, never instructions. */
export interface PlanRequest {
  generationId: string;
  taskId: string;
  userId: string | null;
  model: ModelChoice;
  title: string;
  description: string;
  priority: string;
  dueDate: Date | null;
  company: string | null;
  industry: string | null;
  stage: string | null;
  notes: readonly string[];
  instructions: string | null;
  /** Steps that stay whatever is planned: edited, started or finished ones. */
  kept: readonly { title: string; estimatedTime: number; status: string }[];
  /** The most similar first. */
  similar: readonly SimilarTask[];
}

/** A finished task like the one to plan, with the working minutes it really took. */
export interface SimilarTask {
  /** Its title when it was for the same customer; else the kind of work, because titles tell of people. */
  what: string;
  minutes: number;
  /** Empty when it was for someone else. */
  steps: readonly { title: string; minutes: number }[];
}

/** What a customer's insights are worded from. The facts and actions are computed by code; notes are text from outside. */
export interface InsightsQuestion {
  userId: string | null;
  model: ModelChoice;
  customer: CustomerWords;
  /** Sentences; their place is what a model refers to them by. */
  facts: readonly string[];
  /** The most urgent first. */
  actions: readonly { title: string; reasons: readonly string[] }[];
  notes: readonly string[];
}

/** What a mail to a customer is drafted from. */
export interface MailQuestion {
  userId: string | null;
  model: ModelChoice;
  customer: CustomerWords;
  /** What it is to bring about, as a sentence. */
  purpose: string;
  instructions: string | null;
  facts: readonly string[];
  notes: readonly string[];
}

interface CustomerWords {
  company: string | null;
  industry: string | null;
  status: string | null;
}

export interface AiAnswer {
  /** As the model answered, parsed as JSON and nothing more: data to be checked, whatever was asked for. */
  answer: unknown;
  generatedBy: string;
  promptUsed: string;
  /** Characters of text the model had to go by. */
  contextLength: number;
  /** Why this model answered, for people. */
  routing: string;
  /** US dollars of all requests it took; null when none of their costs is known. */
  cost: number | null;
}

export interface Ai {
  /** False without a key: local rules then serve at once. */
  readonly available: boolean;
  /**
   * Streams a plan from the first model that answers. Throws AIGenerationError('Task generation failed') when none does,
   * and the signal's reason when cancelled.
   */
  generateSubtasks(
    request: PlanRequest,
    options: {
      signal: AbortSignal;
      onProgress: (progress: Progress) => void;
      onSubtask: (subtask: ArrivingSubtask) => void;
      /** A model gave up and another starts over: what has arrived so far is void. */
      onRestart: () => void;
    },
  ): Promise<AiAnswer>;
  /** Words for a customer's next action, chosen among those handed over. Throws AIGenerationError, or the signal's reason. */
  wordInsights(request: InsightsQuestion, options: { signal: AbortSignal }): Promise<AiAnswer>;
  /** Subject and body of a mail. Throws AIGenerationError, or the signal's reason. */
  draftMail(request: MailQuestion, options: { signal: AbortSignal }): Promise<AiAnswer>;
}
