import type { Job } from '../../../lib/contracts/job.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { changedSince, conflict, stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findPipeline } from './find-pipeline.ts';
import { movingOut } from './move-out.ts';
import { pipelineNote } from './pipeline-note.ts';
import type { Place } from './place-of.ts';
import { presentPipeline } from './present-pipeline.ts';

interface DeletePipelineInput {
  id: string;
  /** The stage of another pipeline that its deals go to. */
  moveTo?: string | undefined;
  expectedVersion?: number | undefined;
}

/**
 * Puts a pipeline in the bin. Its deals go to another one's stage; answers the job that moves them when they are many.
 * With `expectedVersion`, only if nothing changed since.
 * @throws ProblemError `forbidden`, `not_found`, `conflict`, or `validation_failed` at `moveTo`, saying how many deals it has
 */
export async function deletePipeline(
  context: Context,
  { id, moveTo, expectedVersion }: DeletePipelineInput,
): Promise<Job | null> {
  const { ports, actor } = context;
  requirePermission(actor, 'pipelines.configure', 'delete pipelines');
  return retryStale(async () => {
    const before = await findPipeline(ports, id);
    const since = expectedVersion === undefined ? [] : changedSince(before, expectedVersion);
    if (since.length > 0) throw conflict(since, await presentPipeline(ports, before));
    const target = moveTo === undefined ? null : await otherPlace(ports, id, moveTo);
    const { events, write, job } = await movingOut(
      context,
      before.stages.map((stage) => ({ id: stage.id, name: stage.name, target, path: 'moveTo' })),
    );
    const now = ports.clock.now();
    const changed = ['deletedAt'];
    const after = { ...stamp(before, changed, now), deletedAt: now, movedTo: moveTo ?? null };
    await ports.commit({
      actor,
      events,
      audit: [pipelineNote({ before, after, changed })],
      async write(tx) {
        await ports.pipelines.replace(after, tx);
        await write(tx);
      },
    });
    return job;
  });
}

async function otherPlace({ pipelines }: Pick<Ports, 'pipelines'>, id: string, stageId: string): Promise<Place> {
  const pipeline = await pipelines.withStage(stageId);
  const there = pipeline?.stages.some((stage) => stage.id === stageId);
  if (pipeline?.deletedAt !== null || !there) throw invalid('moveTo', 'there is no such stage');
  if (pipeline.id === id) throw invalid('moveTo', 'must be a stage of another pipeline');
  if (!pipeline.isActive) throw invalid('moveTo', `“${pipeline.name}” is archived and takes no new deals`);
  return { pipelineId: pipeline.id, pipelineStage: stageId };
}
