import type { CreatePipelineRequest } from '../../../lib/contracts/pipeline.ts';
import { stagesOf } from '../../../lib/domain/pipelines/stages.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

/** The record of a pipeline that is about to be created. Throws ProblemError `validation_failed` naming the field. */
export function newPipeline(
  { clock, ids }: Pick<Ports, 'clock' | 'ids'>,
  { stages, ...fields }: CreatePipelineRequest & { order: number; createdBy: string | null },
): PipelineRecord {
  const now = clock.now();
  return {
    ...fields,
    description: fields.description === '' ? null : fields.description,
    id: ids.next(),
    stages: stagesOf(stages, [], () => ids.next()),
    goneStages: [],
    movedTo: null,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
