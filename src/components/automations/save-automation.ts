import { api, ApiError } from '../../lib/client/api.ts';
import type { Pipeline, PipelineLine, PipelineWarning } from '../../lib/contracts/pipeline.ts';
import { automationsOf, automationsWith, stagesWith } from './automation-request.ts';

export interface SavedPipeline {
  pipeline: PipelineLine;
  warnings: PipelineWarning[];
}

interface Change {
  /** The pipeline as the form was made from it. */
  pipeline: PipelineLine;
  stageId: string;
  /** What is asked for; with the id of one that is there. */
  request: Record<string, unknown>;
}

/**
 * Saves one automation of a stage. Where someone changed the pipeline meanwhile, but neither this automation nor its
 * stage went, both changes are kept. Throws ApiError.
 */
export async function saveAutomation({ pipeline, stageId, request }: Change): Promise<SavedPipeline> {
  const save = (base: PipelineLine) =>
    api.patch<SavedPipeline>(
      `/pipelines/${base.id}`,
      stagesWith(base, stageId, automationsWith(automationsOf(base, stageId), request)),
      { ifMatch: base.version },
    );
  try {
    return await save(pipeline);
  } catch (error) {
    const current = error instanceof ApiError && error.code === 'conflict' ? (error.problem.current as Pipeline) : null;
    if (!current || !isUntouched(pipeline, current, { stageId, id: request.id })) throw error;
    return save(current);
  }
}

function isUntouched(
  before: PipelineLine,
  now: PipelineLine,
  { stageId, id }: { stageId: string; id: unknown },
): boolean {
  if (!now.stages.some((stage) => stage.id === stageId)) return false;
  const [was, is] = [before, now].map((pipeline) =>
    automationsOf(pipeline, stageId).find((automation) => automation.id === id),
  );
  return JSON.stringify(was) === JSON.stringify(is);
}
