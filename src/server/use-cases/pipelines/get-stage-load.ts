import type { PipelineLine } from '../../../lib/contracts/pipeline.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findPipeline } from './find-pipeline.ts';
import { presentLine } from './present-pipeline.ts';

/**
 * A pipeline to be configured, with how many deals each of its stages has, whosever they are.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function getStageLoad(
  { ports, actor }: Context,
  id: string,
): Promise<{ pipeline: PipelineLine; deals: Record<string, number> }> {
  requirePermission(actor, 'pipelines.configure', 'configure pipelines');
  const pipeline = await findPipeline(ports, id);
  const deals = await ports.all.deals.countIn(pipeline.stages.map((stage) => stage.id));
  return { pipeline: presentLine(pipeline), deals };
}
