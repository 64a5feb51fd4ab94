import type { View } from '../../../lib/contracts/view.ts';
import type { AuditNote } from '../../../lib/domain/audit.ts';
import type { Context } from '../../ports/index.ts';
import type { ViewRecord } from '../../records/index.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findOwnView } from './find-view.ts';
import { presentView } from './present-view.ts';

/** Deletes a view; it can be restored for as long as what is in the bin. Throws ProblemError `forbidden` or `not_found`. */
export async function deleteView(context: Context, id: string): Promise<void> {
  await moveView(context, id, context.ports.clock.now());
}

/** Brings a deleted view back; one that is there stays as it is. Throws ProblemError `forbidden` or `not_found`. */
export async function restoreView(context: Context, id: string): Promise<View> {
  return presentView(context, await moveView(context, id, null));
}

/** To the bin, or back. */
function moveView(context: Context, id: string, deletedAt: Date | null): Promise<ViewRecord> {
  const { ports, actor } = context;
  return retryStale(async () => {
    const before = await findOwnView(context, id, { deleted: deletedAt === null });
    if ((before.deletedAt === null) === (deletedAt === null)) return before;
    const after = { ...stamp(before, ['deletedAt'], ports.clock.now()), deletedAt };
    const audit = before.shared ? [noteOf(after)] : [];
    await ports.commit({ actor, events: [], audit, write: (tx) => ports.views.replace(after, tx) });
    return after;
  });
}

/** Others lose what is shared: that is told. What nobody else saw is nobody’s business. */
const noteOf = ({ id, name, deletedAt }: ViewRecord): AuditNote => ({
  kind: deletedAt ? 'deleted' : 'restored',
  subject: { type: 'view', id, name },
});
