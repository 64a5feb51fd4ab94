import type { Deal, UpdateDealRequest } from '../../../lib/contracts/deal.ts';
import { standingAfter } from '../../../lib/domain/deal-standing.ts';
import type { Context } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { checkExit } from '../pipelines/exit-criteria.ts';
import { placeOf } from '../pipelines/place-of.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch, conflict, type PatchOf } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { checkDeal } from './check-deal.ts';
import { findDeal } from './find-deal.ts';
import { presentDeal } from './present-deal.ts';
import { saveDeal } from './save-deal.ts';

interface UpdateDealInput {
  id: string;
  patch: UpdateDealRequest;
  /** What the caller last saw: changes to other fields since then are kept, overlapping ones refuse this one. */
  expectedVersion?: number | undefined;
}

/**
 * Changes a deal (merge patch). A change of its stage moves it. Winning or losing it notes when; opening it again takes the reason away.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` naming the field, or `conflict` with the current deal
 */
export async function updateDeal(context: Context, { id, patch, expectedVersion }: UpdateDealInput): Promise<Deal> {
  const { ports, actor } = context;
  requirePermission(actor, 'deals.write', 'change deals');
  return retryStale(async () => {
    const before = await findDeal(ports, id);
    const now = ports.clock.now();
    const place = await placeOf(ports, patch, before);
    const { record, changed, conflicts } = applyPatch(before, effective(before, { ...patch, ...place }, now), {
      expectedVersion,
      now,
    });
    if (conflicts.length > 0) throw conflict(conflicts, await presentDeal(ports, before));
    if (changed.length === 0) return presentDeal(ports, before);
    checkDeal(record);
    await checkExit(ports, before, record);
    if (record.assignedTo !== null && changed.includes('assignedTo')) {
      await checkAssignee(ports, record.assignedTo, 'assignedTo');
    }
    return saveDeal(context, { before, after: record, changed });
  });
}

/** The patch in the record's terms, with what follows from winning, losing or opening the deal. */
function effective(
  before: DealRecord,
  { expectedCloseDate, status, lostReason, ...rest }: UpdateDealRequest,
  now: Date,
): PatchOf<Partial<DealRecord>> {
  return {
    ...rest,
    ...(expectedCloseDate !== undefined && {
      expectedCloseDate: expectedCloseDate === null ? null : new Date(expectedCloseDate),
    }),
    ...((status !== undefined || lostReason !== undefined) && standingAfter(before, { status, lostReason }, now)),
  };
}
