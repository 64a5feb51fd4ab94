import type { Automation } from '../../lib/contracts/automation.ts';
import type { PipelineLine } from '../../lib/contracts/pipeline.ts';

export interface Goal {
  stageId: string;
  stage: string;
  pipeline: string;
}

type Line = Pick<PipelineLine, 'id' | 'name'> & { stages: readonly { id: string; name: string }[] };

/** Stages of other pipelines an automation moves deals to, in the order of its actions. */
export const movesOut = (
  { actions }: Pick<Automation, 'actions'>,
  { pipeline, pipelines }: { pipeline: Line; pipelines: readonly Line[] },
): Goal[] =>
  actions.flatMap(({ action, config }) => {
    const goal = action === 'move_stage' ? config.stageId : undefined;
    const other = pipelines.find(({ id, stages }) => id !== pipeline.id && stages.some((stage) => stage.id === goal));
    const stage = other?.stages.find(({ id }) => id === goal);
    return other && stage ? [{ stageId: stage.id, stage: stage.name, pipeline: other.name }] : [];
  });
