import type { Pipeline } from '../../../lib/contracts/pipeline.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { findPipeline } from './find-pipeline.ts';
import { presentPipeline } from './present-pipeline.ts';

/** One pipeline. Throws ProblemError `forbidden` or `not_found`. */
export async function getPipeline({ ports, actor }: Context, id: string): Promise<Pipeline> {
  requirePermission(actor, 'pipelines.read', 'read pipelines');
  return presentPipeline(ports, await findPipeline(ports, id));
}
