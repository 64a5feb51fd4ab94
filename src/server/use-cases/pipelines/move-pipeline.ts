import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { allPipelines } from './all-pipelines.ts';

/**
 * Puts a pipeline before the one above it in the lists, or after the one below; at the end of the list it stays.
 * @throws ProblemError `forbidden`
 */
export async function movePipeline(
  { ports, actor }: Context,
  { id, by }: { id: string; by: 'up' | 'down' },
): Promise<void> {
  requirePermission(actor, 'pipelines.configure', 'put pipelines in another order');
  await retryStale(async () => {
    const items = await allPipelines(ports);
    const from = items.findIndex((pipeline) => pipeline.id === id);
    const to = from + (by === 'up' ? -1 : 1);
    const pipeline = items[from];
    if (!pipeline || to < 0 || to >= items.length) return;
    const now = ports.clock.now();
    const ordered = items.toSpliced(from, 1).toSpliced(to, 0, pipeline);
    const changed = ordered.flatMap((one, order) =>
      one.order === order ? [] : [{ ...stamp(one, ['order'], now), order }],
    );
    const place = [{ path: 'order', from: from + 1, to: to + 1 }];
    const subject = { type: 'pipeline', id, name: pipeline.name } as const;
    await ports.commit({
      actor,
      events: [],
      audit: [{ kind: 'settings_changed', subject, changes: place }],
      async write(tx) {
        for (const record of changed) await ports.pipelines.replace(record, tx);
      },
    });
  });
}
