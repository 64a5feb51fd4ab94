import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { findPipeline } from '../pipelines/find-pipeline.ts';
import type { Placed } from './new-run.ts';

/** An automation of a pipeline, with its stage. Throws ProblemError `not_found`. */
export async function findAutomation(
  ports: Pick<Ports, 'pipelines'>,
  { pipelineId, automationId }: { pipelineId: string; automationId: string },
): Promise<Placed> {
  const { stages } = await findPipeline(ports, pipelineId);
  for (const stage of stages) {
    const automation = stage.automations.find(({ id }) => id === automationId);
    if (automation) return { pipelineId, stage, automation };
  }
  throw notFound('automation');
}
