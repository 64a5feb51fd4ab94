import type { PipelineLine, PipelineWarning } from '../../lib/contracts/pipeline.ts';
import { placeOf } from './automation-request.ts';

/** Of a pipeline's warnings those about a stage, or one of its automations; what is about no place is about all. */
export function warningsAbout(
  warnings: readonly PipelineWarning[],
  pipeline: Pick<PipelineLine, 'stages'>,
  { stageId, automationId }: { stageId: string; automationId?: string },
): PipelineWarning[] {
  const stage = `stages.${pipeline.stages.findIndex(({ id }) => id === stageId)}`;
  const about = automationId === undefined ? stage : placeOf(pipeline, stageId, automationId);
  return warnings.filter(({ path }) => path === undefined || path === about || path.startsWith(`${about}.`));
}
