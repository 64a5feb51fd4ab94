import type { CreateViewRequest, View } from '../../../lib/contracts/view.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { checkedView } from './check-view.ts';
import { presentView } from './present-view.ts';

/** Keeps a way to look at a list, for the caller or everyone. Throws ProblemError `forbidden` or `validation_failed`. */
export async function createView(context: Context, request: CreateViewRequest): Promise<View> {
  const { ports, actor } = context;
  const { id: ownerId } = requireMember(actor, 'keep views');
  requirePermission(actor, `${request.list}.read`, `read ${request.list}`);
  const now = ports.clock.now();
  const record = checkedView(context, {
    id: ports.ids.next(),
    ...request,
    ownerId,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  });
  await ports.commit({ actor, events: [], write: (tx) => ports.views.insert(record, tx) });
  return presentView(context, record);
}
