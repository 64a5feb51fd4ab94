import { stageAfter } from '../../../../lib/domain/pipelines/stages.ts';
import { checkExit } from '../../pipelines/exit-criteria.ts';
import { updateDeal } from '../../deals/update-deal.ts';
import { impossible, type PlanAction } from './planned.ts';

/** Moves the deal to a stage, also of another pipeline; without one, to the stage after the one it is in. */
export const moveStageAction: PlanAction = async ({ ports, pipeline, stage, deal }, { config }) => {
  const to = config.stageId === undefined ? { pipelineId: pipeline.id, ...next() } : await found(config.stageId);
  await checkExit(ports, deal, { ...deal, pipelineId: to.pipelineId, pipelineStage: to.id });
  return {
    said: `Move the deal to “${to.name}”`,
    perform: (context) => updateDeal(context, { id: deal.id, patch: { pipelineStage: to.id } }),
  };

  function next() {
    const after = stageAfter(pipeline.stages, deal.pipelineStage ?? stage.id);
    if (!after) throw impossible('There is no stage after this one.');
    return after;
  }

  async function found(id: string) {
    const there = await ports.pipelines.withStage(id);
    const target = there?.deletedAt === null ? there.stages.find((one) => one.id === id) : undefined;
    if (!target) throw impossible('The stage it is to go to was deleted.');
    return { pipelineId: there!.id, ...target };
  }
};
