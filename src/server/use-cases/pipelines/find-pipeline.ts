import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

/** The pipeline with this id. Throws ProblemError `not_found` when there is none, or when it is in the bin. */
export async function findPipeline({ pipelines }: Pick<Ports, 'pipelines'>, id: string): Promise<PipelineRecord> {
  const pipeline = await pipelines.find(id);
  if (pipeline?.deletedAt !== null) throw notFound('pipeline');
  return pipeline;
}
