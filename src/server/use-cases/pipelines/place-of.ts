import { invalid } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

/** Where a deal is: in a stage of a pipeline, or in none. */
export interface Place {
  pipelineId: string | null;
  pipelineStage: string | null;
}

type Wanted = { [Key in keyof Place]?: Place[Key] | undefined };

const nowhere: Place = { pipelineId: null, pipelineStage: null };

/**
 * Where something is to be: a stage alone names its pipeline, a pipeline alone means its first stage.
 * @param current where it is now: an archived pipeline keeps what it has and takes nothing new
 * @throws ProblemError `validation_failed` at `pipelineId` or `pipelineStage`
 */
export async function placeOf(
  { pipelines }: Pick<Ports, 'pipelines'>,
  { pipelineId, pipelineStage }: Wanted,
  current: Place,
): Promise<Place> {
  if (pipelineStage === undefined && (pipelineId === undefined || pipelineId === current.pipelineId)) {
    return { pipelineId: current.pipelineId, pipelineStage: current.pipelineStage };
  }
  if (pipelineStage === null && pipelineId) throw invalid('pipelineStage', 'is needed in a pipeline');
  if (pipelineId === null && pipelineStage) throw invalid('pipelineStage', 'needs its pipeline');
  if (!pipelineId && !pipelineStage) return nowhere;
  if (pipelineId === current.pipelineId && pipelineStage === current.pipelineStage) return { ...current };
  const pipeline = pipelineId ? await pipelines.find(pipelineId) : await pipelines.withStage(pipelineStage ?? '');
  if (pipeline?.deletedAt !== null) {
    throw pipelineId ? invalid('pipelineId', 'there is no such pipeline') : noSuchStage();
  }
  const stage = pipelineStage ? pipeline.stages.find(({ id }) => id === pipelineStage) : pipeline.stages[0];
  if (!stage) throw pipelineId ? invalid('pipelineStage', 'there is no such stage in this pipeline') : noSuchStage();
  checkOpen(pipeline, current);
  return { pipelineId: pipeline.id, pipelineStage: stage.id };
}

const noSuchStage = () => invalid('pipelineStage', 'there is no such stage');

function checkOpen(pipeline: PipelineRecord, current: Place): void {
  if (pipeline.isActive || pipeline.id === current.pipelineId) return;
  throw invalid('pipelineId', `“${pipeline.name}” is archived and takes no new deals`);
}
