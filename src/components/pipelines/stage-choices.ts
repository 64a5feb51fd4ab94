import type { PipelineLine } from '../../lib/contracts/pipeline.ts';

/** All stages deals can be moved to, as a picker shows them: none of archived pipelines. */
export const stageChoices = (pipelines: readonly PipelineLine[]): { value: string; label: string }[] =>
  pipelines
    .filter(({ isActive }) => isActive)
    .flatMap(({ name, stages }) => stages.map((stage) => ({ value: stage.id, label: `${name}: ${stage.name}` })));
