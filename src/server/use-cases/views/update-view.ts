import type { UpdateViewRequest, View } from '../../../lib/contracts/view.ts';
import type { Context } from '../../ports/index.ts';
import { applyPatch, conflict } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { checkedView } from './check-view.ts';
import { findOwnView } from './find-view.ts';
import { presentView } from './present-view.ts';

interface UpdateViewInput {
  id: string;
  patch: UpdateViewRequest;
  /** What the caller last saw. */
  expectedVersion?: number | undefined;
}

/**
 * Changes a view (merge patch): the caller’s own, or a shared one for who may moderate.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming the field, or `conflict`
 */
export async function updateView(context: Context, { id, patch, expectedVersion }: UpdateViewInput): Promise<View> {
  const { ports, actor } = context;
  return retryStale(async () => {
    const before = await findOwnView(context, id);
    const wanted = checkedView(context, { ...before, ...(patch as Partial<typeof before>) });
    const { name, filters, sort, columns, density, shared } = wanted;
    const wish = { name, filters, sort, columns, density, shared };
    const { record, changed, conflicts } = applyPatch(before, wish, { expectedVersion, now: ports.clock.now() });
    if (conflicts.length > 0) throw conflict(conflicts, await presentView(context, before));
    if (changed.length > 0) {
      await ports.commit({ actor, events: [], write: (tx) => ports.views.replace(record, tx) });
    }
    return presentView(context, record);
  });
}
