import { coerceDraft } from '../../../lib/planning/coerce-draft.ts';
import { planConfidence } from '../../../lib/planning/confidence.ts';
import { planLocally } from '../../../lib/planning/index.ts';
import { PLAN_LIMITS } from '../../../lib/planning/limits.ts';
import { PlanUnusableError, repairDraft } from '../../../lib/planning/repair.ts';
import { similarities } from '../../../lib/planning/similarity.ts';
import type { DraftPlan } from '../../../lib/planning/types.ts';
import { AIGenerationError } from '../../../lib/domain/errors.ts';
import type { PlanRequest, Ports } from '../../ports.ts';
import type { TaskRecord } from '../../records.ts';
import type { RunReporter } from './run-reporter.ts';

/** A valid plan without identities and dates, and how it came about. */
export interface MadePlan {
  draft: DraftPlan;
  generatedBy: string;
  promptUsed: string;
  confidence: number;
  repairs: string[];
}
