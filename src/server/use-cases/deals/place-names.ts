import type { ActivityRecord, DealRecord, PipelineRecord } from '../../records/index.ts';
import type { Ports } from '../../ports/index.ts';
import type { DealChange, Stay } from './stay.ts';

type Told = ActivityRecord['changes'];

/** What histories say of moves, by the names pipelines and stages have at that time. */
export async function namesOfPlaces(
  { pipelines }: Pick<Ports, 'pipelines'>,
  moves: readonly Stay[],
): Promise<(change: DealChange) => Told> {
  if (moves.length === 0) return () => [];
  const ids = moves.flatMap(({ change: { before, after } }) => [before?.pipelineId ?? null, after.pipelineId]);
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const found = new Map((await pipelines.findMany(wanted)).map((pipeline) => [pipeline.id, pipeline]));
  const nameOf = (deal: DealRecord | null) => names(found.get(deal?.pipelineId ?? ''), deal?.pipelineStage ?? null);
  return ({ before, after }) => {
    if ((before?.pipelineStage ?? null) === after.pipelineStage) return [];
    const [from, to] = [nameOf(before), nameOf(after)];
    const between = before?.pipelineId !== after.pipelineId;
    return [
      ...(between ? [{ path: 'pipeline', from: from.pipeline, to: to.pipeline }] : []),
      { path: 'stage', from: from.stage, to: to.stage },
    ];
  };
}

function names(pipeline: PipelineRecord | undefined, stageId: string | null) {
  const stages = [...(pipeline?.stages ?? []), ...(pipeline?.goneStages ?? [])];
  return { pipeline: pipeline?.name ?? null, stage: stages.find(({ id }) => id === stageId)?.name ?? null };
}
