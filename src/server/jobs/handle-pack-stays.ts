import { allPipelines } from '../use-cases/pipelines/all-pipelines.ts';
import { packStays } from '../use-cases/pipelines/pack-stays.ts';
import type { JobRun } from './define-job.ts';

export async function handle(_data: object, { container: { ports }, signal }: JobRun): Promise<void> {
  for (const { id } of await allPipelines(ports)) {
    const packed = await packStays(ports, id, { signal });
    if (packed > 0) ports.log.info({ pipelineId: id, packed }, 'Stays in stages were packed');
  }
}
