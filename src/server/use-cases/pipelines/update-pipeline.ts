import type { Job } from '../../../lib/contracts/job.ts';
import type { Pipeline, UpdatePipelineRequest } from '../../../lib/contracts/pipeline.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import { stagesOf } from '../../../lib/domain/pipelines/stages.ts';
import type { Context } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { checkConditions } from './check-conditions.ts';
import { findPipeline } from './find-pipeline.ts';
import { goneStage, movingOut, type LeavingStage } from './move-out.ts';
import { pipelineNote } from './pipeline-note.ts';
import { presentPipeline } from './present-pipeline.ts';

interface UpdatePipelineInput {
  id: string;
  patch: UpdatePipelineRequest;
  /** What the caller last saw: changes to other fields since then are kept, overlapping ones refuse this one. */
  expectedVersion?: number | undefined;
}

/**
 * Changes a pipeline (merge patch). Stages keep their ids when they are renamed or put in another order; those left out
 * are deleted, and their deals go where `moveTo` says. Answers the job that moves them when they are many.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming the field, or `conflict` with the current pipeline
 */
export async function updatePipeline(
  context: Context,
  { id, patch, expectedVersion }: UpdatePipelineInput,
): Promise<{ pipeline: Pipeline; job: Job | null }> {
  const { ports, actor } = context;
  requirePermission(actor, 'pipelines.configure', 'change pipelines');
  const { moveTo = {}, stages: wanted, ...fields } = patch;
  await checkConditions(ports, wanted ?? []);
  return retryStale(async () => {
    const before = await findPipeline(ports, id);
    const stages = wanted && stagesOf(wanted, before.stages, () => ports.ids.next());
    const given = {
      ...fields,
      ...(fields.description === '' && { description: null }),
      ...(stages && { stages }),
    };
    const { record, changed, conflicts } = applyPatch(before, given, { expectedVersion, now: ports.clock.now() });
    if (conflicts.length > 0) throw conflict(conflicts, await presentPipeline(ports, before));
    const leaving = leavingStages(before, record, moveTo);
    if (changed.length === 0) return { pipeline: await presentPipeline(ports, before), job: null };
    const after = { ...record, goneStages: [...record.goneStages, ...leaving.map(goneStage)] };
    const { events, write, job } = await movingOut(context, leaving);
    await ports.commit({
      actor,
      events,
      audit: [pipelineNote({ before, after, changed })],
      async write(tx) {
        await ports.pipelines.replace(after, tx);
        await write(tx);
      },
    });
    return { pipeline: await presentPipeline(ports, after), job };
  });
}

function leavingStages(
  before: PipelineRecord,
  { id: pipelineId, stages }: PipelineRecord,
  moveTo: Record<string, string>,
): LeavingStage[] {
  const staying = new Set(stages.map(({ id }) => id));
  const leaving = before.stages.filter(({ id }) => !staying.has(id));
  for (const [from, to] of Object.entries(moveTo)) {
    if (!leaving.some(({ id }) => id === from)) throw invalid(`moveTo.${from}`, 'is no stage that is deleted');
    if (!staying.has(to)) throw invalid(`moveTo.${from}`, 'names no stage that stays in this pipeline');
  }
  return leaving.map(({ id, name }) => {
    const to = moveTo[id];
    const target = to === undefined ? null : { pipelineId, pipelineStage: to };
    return { id, name, target, path: `moveTo.${id}` };
  });
}
