import type { PipelineStage, PipelineType } from '../../contracts/pipeline.ts';

interface Candidate {
  id: string;
  type: PipelineType;
  isActive: boolean;
  deletedAt: Date | null;
  stages: readonly Pick<PipelineStage, 'id'>[];
}

/**
 * Where new leads go: into the first stage of the first marketing pipeline that takes deals, which is the one a company
 * begins with until it is archived, deleted or moved behind another. Null when there is none.
 * @param pipelines in their order
 */
export function leadPlace(pipelines: readonly Candidate[]): { pipelineId: string; pipelineStage: string } | null {
  const open = pipelines.find((each) => each.type === 'marketing' && each.isActive && each.deletedAt === null);
  const stage = open?.stages[0];
  return open && stage ? { pipelineId: open.id, pipelineStage: stage.id } : null;
}
