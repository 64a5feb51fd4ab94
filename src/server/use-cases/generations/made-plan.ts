import { similarities } from '../../../lib/planning/similarity.ts';
import type { DraftPlan } from '../../../lib/planning/types.ts';
import type { PlanRequest } from '../../ports.ts';
import type { TaskRecord } from '../../records.ts';

/** A valid plan without identities and dates, and how it came about. */
export interface MadePlan {
  draft: DraftPlan;
  /** A model's id, or `local-planner`. */
  generatedBy: string;
  promptUsed: string;
  /** Above 0, at most 1. */
  confidence: number;
  repairs: string[];
}

/** How alike the task is to the most similar finished one, 0 to 1. */
export function likeness(request: Pick<PlanRequest, 'title' | 'description'>, past: readonly TaskRecord[]): number {
  const textOf = ({ title, description }: Pick<TaskRecord, 'title' | 'description'>) => `${title}\n${description}`;
  return Math.max(0, ...similarities(textOf(request), past.map(textOf)));
}
