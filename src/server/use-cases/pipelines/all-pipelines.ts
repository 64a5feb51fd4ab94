import { listPipelinesQuery } from '../../../lib/contracts/pipeline.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

/** All pipelines in their order, archived ones too. */
export async function allPipelines({ pipelines }: Pick<Ports, 'pipelines'>): Promise<PipelineRecord[]> {
  const { items } = await pipelines.list({ ...listPipelinesQuery.parse({}), limit: 200 });
  return items;
}
