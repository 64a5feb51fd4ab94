import type { Automation } from '../../../lib/contracts/automation.ts';
import { updatePipelineRequest, type Pipeline } from '../../../lib/contracts/pipeline.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findPipeline } from './find-pipeline.ts';
import { updatePipeline } from './update-pipeline.ts';

interface ChangeAutomationsInput {
  id: string;
  stageId: string;
  /** What becomes of the stage's automations; parsed with the contract before it is saved. */
  change: (automations: readonly Automation[]) => readonly object[];
}

/**
 * Changes the automations of one stage as they are now; all else of the pipeline stays.
 * @throws ProblemError `forbidden`, `not_found`, `conflict` when someone was faster, or `validation_failed`
 */
export async function changeAutomations(
  context: Context,
  { id, stageId, change }: ChangeAutomationsInput,
): Promise<Pipeline> {
  requirePermission(context.actor, 'pipelines.configure', 'change automations');
  const { stages, version: expectedVersion } = await findPipeline(context.ports, id);
  if (!stages.some((stage) => stage.id === stageId)) throw notFound('stage');
  const patch = updatePipelineRequest.parse({
    stages: stages.map((stage) => ({
      id: stage.id,
      name: stage.name,
      order: stage.order,
      ...(stage.id === stageId && { automations: change(stage.automations) }),
    })),
  });
  return (await updatePipeline(context, { id, patch, expectedVersion })).pipeline;
}
