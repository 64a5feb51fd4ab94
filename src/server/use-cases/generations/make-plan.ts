import { AIGenerationError } from '../../../lib/domain/errors.ts';
import { coerceDraft } from '../../../lib/planning/coerce-draft.ts';
import { planConfidence } from '../../../lib/planning/confidence.ts';
import { PLAN_LIMITS } from '../../../lib/planning/limits.ts';
import { PlanUnusableError, repairDraft } from '../../../lib/planning/repair.ts';
import type { AiPlan, PlanRequest, Ports } from '../../ports.ts';
import type { TaskRecord } from '../../records.ts';
import { planByLocalPlanner } from './local-plan.ts';
import { likeness, type MadePlan } from './made-plan.ts';
import type { RunReporter } from './run-reporter.ts';

interface MakeOptions {
  request: PlanRequest;
  /** Finished tasks with plans: what the local planner learns from, and what likeness is measured against. */
  past: readonly TaskRecord[];
  signal: AbortSignal;
  reporter: RunReporter;
}

/**
 * Asks the models for a plan; when none gives a usable answer, or none is configured, the local planner makes it.
 * Throws only the signal's reason.
 */
export async function makePlan(ports: Pick<Ports, 'ai' | 'log'>, options: MakeOptions): Promise<MadePlan> {
  const { request, signal } = options;
  if (!ports.ai.available) return planByLocalPlanner(options);
  try {
    return fromAnswer(await askModels(ports, options), options);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AIGenerationError || error instanceof PlanUnusableError)) throw error;
    ports.log.warn({ generationId: request.generationId, error }, 'No model gave a usable plan; planning locally');
    options.reporter.restart();
    const plan = planByLocalPlanner(options);
    return { ...plan, repairs: ['No model gave a usable plan, so the local planner made this one', ...plan.repairs] };
  }
}

const askModels = ({ ai }: Pick<Ports, 'ai'>, { request, signal, reporter }: MakeOptions): Promise<AiPlan> =>
  ai.generateSubtasks(request, {
    signal,
    onProgress: (progress) => reporter.progress(progress),
    onSubtask: (subtask) => reporter.arrived(subtask),
    onRestart: () => reporter.restart(),
  });

function fromAnswer(
  { answer, generatedBy, promptUsed, contextLength }: AiPlan,
  { request, past }: MakeOptions,
): MadePlan {
  const read = coerceDraft(answer);
  const repaired = repairDraft(read.draft, {
    maxSubtasks: mostNew(request),
    // Where steps stay, one that is missing may be all there is to add.
    ...(request.kept.length > 0 && { minSubtasks: 1 }),
  });
  const repairs = [...read.repairs, ...repaired.repairs];
  const confidence = planConfidence({
    modelConfidence: repaired.plan.confidence,
    repairs: repairs.length,
    contextLength,
    similarity: likeness(request, past),
    source: 'model',
  });
  return { draft: repaired.plan, generatedBy, promptUsed, confidence, repairs };
}

/** How many steps a new draft may add to those that stay. */
export const mostNew = ({ kept }: Pick<PlanRequest, 'kept'>): number =>
  Math.max(PLAN_LIMITS.minSubtasks, PLAN_LIMITS.maxSubtasks - kept.length);
