import type { AutomationTrigger } from '../../contracts/automation.ts';
import type { PipelineStage } from '../../contracts/pipeline.ts';

/** As much of a stage as tells where deals go from it by themselves. */
export type MovingStage = Pick<PipelineStage, 'id' | 'name' | 'order' | 'autoAdvance' | 'exitCriteria'> & {
  automations: Pick<PipelineStage['automations'][number], 'isActive' | 'trigger' | 'condition' | 'actions'>[];
};

/** A pipeline's stages in any order. */
export interface MovingPipeline {
  stages: readonly MovingStage[];
}

/** One way a deal leaves a stage without anyone doing anything. */
export interface Move {
  from: string;
  to: string;
  by: 'entry' | 'time_based' | 'autoAdvance';
  /** Minutes after the deal entered the stage; 0: at once. */
  delay: number;
  /** Only some deals go: there is a condition or an exit criterion. */
  conditional: boolean;
}

/**
 * All moves that happen by themselves. What is switched off is none, nor what waits for a person (`manual`,
 * `task_completion`): somebody decides in every round. A move to a stage that is none of the pipelines' leads nowhere and is left out.
 */
export function ownMoves(pipelines: readonly MovingPipeline[]): Move[] {
  const known = new Set(pipelines.flatMap(({ stages }) => stages.map(({ id }) => id)));
  return pipelines.flatMap(({ stages }) => {
    const inOrder = stages.toSorted((one, other) => one.order - other.order);
    return inOrder
      .flatMap((stage, index) => movesFrom(stage, inOrder[index + 1]?.id))
      .filter(({ to }) => known.has(to));
  });
}

/** Whether an automation begins by itself, without anyone doing anything about the deal. */
export const isOwn = (trigger: AutomationTrigger): trigger is 'entry' | 'time_based' =>
  trigger === 'entry' || trigger === 'time_based';

function movesFrom(stage: MovingStage, next: string | undefined): Move[] {
  const advance: Move[] =
    stage.autoAdvance && next !== undefined
      ? [{ from: stage.id, to: next, by: 'autoAdvance', delay: 0, conditional: stage.exitCriteria.length > 0 }]
      : [];
  const automated = stage.automations.flatMap(({ isActive, trigger, condition, actions }) => {
    if (!isActive || !isOwn(trigger)) return [];
    return actions.flatMap(({ action, config }): Move[] => {
      const to = config.stageId ?? next;
      if (action !== 'move_stage' || to === undefined) return [];
      return [{ from: stage.id, to, by: trigger, delay: config.delayMinutes ?? 0, conditional: condition !== null }];
    });
  });
  return [...advance, ...automated];
}
