import type { AiSettingValues } from '../../../lib/domain/ai-settings.ts';
import { AIGenerationError } from '../../../lib/domain/errors.ts';
import { coerceDraft } from '../../../lib/planning/coerce-draft.ts';
import { planConfidence } from '../../../lib/planning/confidence.ts';
import { mostNewSubtasks } from '../../../lib/planning/plan-size.ts';
import { PlanUnusableError, repairDraft } from '../../../lib/planning/repair.ts';
import type { AiAnswer, PlanRequest, Ports } from '../../ports/index.ts';
import { likeness, type Experience } from './experience.ts';
import { planByLocalPlanner } from './local-plan.ts';
import type { MadePlan } from './made-plan.ts';
import type { RunReporter } from './run-reporter.ts';
import { heldAiSettings } from '../ai/held-settings.ts';

type World = Pick<Ports, 'ai' | 'aiSettings' | 'policy' | 'log'>;

interface MakeOptions {
  request: PlanRequest;
  /** Finished tasks with plans: what the local planner learns from, and what likeness is measured against. */
  experience: Experience;
  signal: AbortSignal;
  reporter: RunReporter;
}

/**
 * Asks the models for a plan; when none gives a usable answer, or none is configured, the local planner makes it.
 * Throws only the signal's reason.
 */
export async function makePlan(ports: World, options: MakeOptions): Promise<MadePlan> {
  const { request, signal, reporter } = options;
  if (!ports.ai.available) return planByLocalPlanner(options);
  let answered: AiAnswer | null = null;
  try {
    answered = await askModels(ports, options);
    return fromAnswer(answered, options);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AIGenerationError || error instanceof PlanUnusableError)) throw error;
    ports.log.warn({ generationId: request.generationId, error }, 'No model gave a usable plan; planning locally');
    reporter.restart();
    const plan = planByLocalPlanner(options);
    const told =
      error instanceof AIGenerationError
        ? { reason: error.reason, cost: error.cost }
        : { reason: `${answered?.routing ?? ''} The answer held too little to make a plan of.`, cost: answered?.cost };
    return {
      ...plan,
      routing: `${told.reason.trim()} So the local planner made this plan.`,
      cost: told.cost ?? null,
      repairs: [`No model gave a usable plan, so the local planner made this one: ${told.reason.trim()}`],
    };
  }
}

async function askModels(world: World, { request, signal, reporter }: MakeOptions): Promise<AiAnswer> {
  const { context } = await heldAiSettings(world);
  return world.ai.generateSubtasks(withoutWithheld(request, context), {
    signal,
    onProgress: (progress) => reporter.progress(progress),
    onSubtask: (subtask) => reporter.arrived(subtask),
    onRestart: () => reporter.restart(),
  });
}

/** What admins allow to be sent. The local planner, which sends nothing, goes by all of it. */
const withoutWithheld = (request: PlanRequest, context: AiSettingValues['context']): PlanRequest => ({
  ...request,
  ...(!context.customer && { company: null, industry: null, stage: null }),
  ...(!context.notes && { notes: [] }),
  ...(!context.similarTasks && { similar: [] }),
});

function fromAnswer(
  { answer, generatedBy, promptUsed, contextLength, routing, cost }: AiAnswer,
  { request, experience }: MakeOptions,
): MadePlan {
  const read = coerceDraft(answer);
  const repaired = repairDraft(read.draft, {
    maxSubtasks: mostNewSubtasks(request.kept.length, request.instructions),
    // Where steps stay, one that is missing may be all there is to add.
    ...(request.kept.length > 0 && { minSubtasks: 1 }),
  });
  const repairs = [...read.repairs, ...repaired.repairs];
  const confidence = planConfidence({
    modelConfidence: repaired.plan.confidence,
    repairs: repairs.length,
    contextLength,
    similarity: likeness(request, experience.past),
    source: 'model',
  });
  return { draft: repaired.plan, generatedBy, promptUsed, confidence, repairs, routing, cost };
}
