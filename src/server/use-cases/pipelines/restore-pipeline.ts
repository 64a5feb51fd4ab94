import type { Pipeline } from '../../../lib/contracts/pipeline.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { pipelineNote } from './pipeline-note.ts';
import { presentPipeline } from './present-pipeline.ts';

/**
 * Brings a pipeline back from the bin; one that is not there stays as it is. Deals that went elsewhere stay there.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function restorePipeline({ ports, actor }: Context, id: string): Promise<Pipeline> {
  requirePermission(actor, 'pipelines.configure', 'restore pipelines');
  return retryStale(async () => {
    const before = await ports.pipelines.find(id);
    if (!before) throw notFound('pipeline');
    if (!before.deletedAt) return presentPipeline(ports, before);
    const changed = ['deletedAt'];
    const after = { ...stamp(before, changed, ports.clock.now()), deletedAt: null, movedTo: null };
    const audit = [pipelineNote({ before, after, changed })];
    await ports.commit({ actor, events: [], audit, write: (tx) => ports.pipelines.replace(after, tx) });
    return presentPipeline(ports, after);
  });
}
