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

export interface AiPlan {
  /** As the model answered, parsed as JSON and nothing more; `lib/planning` makes a plan of it. */
  answer: unknown;
  generatedBy: string;
  promptUsed: string;
  /** Characters of text the model had to plan from. */
  contextLength: number;
  /** Why this model made it, for people. */
  routing: string;
  /** US dollars of all requests it took; null when none of their costs is known. */
  cost: number | null;
}

export interface Ai {
  /** False without a key: the local planner then serves at once. */
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
  ): Promise<AiPlan>;
}
