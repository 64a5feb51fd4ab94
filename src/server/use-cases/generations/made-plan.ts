import type { DraftPlan } from '../../../lib/planning/types.ts';

/** A valid plan without identities and dates, and how it came about. */
export interface MadePlan {
  draft: DraftPlan;
  /** A model's id, or `local-planner`. */
  generatedBy: string;
  promptUsed: string;
  /** Above 0, at most 1. */
  confidence: number;
  repairs: string[];
  /** Why this model made it, or why none did, for people. */
  routing: string;
  /** US dollars of all requests it took; null when nothing is known of it. */
  cost: number | null;
}
