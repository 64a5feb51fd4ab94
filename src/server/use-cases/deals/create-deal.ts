import type { CreateDealRequest, Deal } from '../../../lib/contracts/deal.ts';
import { standingAfter } from '../../../lib/domain/deal-standing.ts';
import type { Context } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { placeOf } from '../pipelines/place-of.ts';
import { requirePermission } from '../shared/authorise.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { checkAssignee, checkCustomerReference } from '../tasks/task-references.ts';
import { checkDeal } from './check-deal.ts';
import { saveDeal } from './save-deal.ts';

/**
 * Creates a deal with a customer, assigned to the caller unless another, or null for nobody, is named.
 * @throws ProblemError `forbidden`, or `validation_failed` naming the field
 */
export async function createDeal(context: Context, input: CreateDealRequest): Promise<Deal> {
  const { ports, actor } = context;
  requirePermission(actor, 'deals.write', 'create deals');
  await checkCustomerReference(ports, input.customerId);
  const member = actor.kind === 'member' ? actor.id : null;
  const assignedTo = input.assignedTo === undefined ? member : input.assignedTo;
  if (assignedTo !== null && assignedTo !== member) await checkAssignee(ports, assignedTo, 'assignedTo');

  const now = ports.clock.now();
  const { status, lostReason, expectedCloseDate, pipelineId, pipelineStage, ...fields } = input;
  const place = await placeOf(ports, { pipelineId, pipelineStage }, { pipelineId: null, pipelineStage: null });
  const record: DealRecord = {
    ...fields,
    ...place,
    stageSince: null,
    ...standingAfter({ status: 'open', lostReason: null, closedAt: null }, { status, lostReason }, now),
    id: ports.ids.next(),
    currency: input.currency ?? (await findCompanySettings(ports)).currency,
    expectedCloseDate: expectedCloseDate === null ? null : new Date(expectedCloseDate),
    assignedTo,
    binnedWithCustomer: false,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  checkDeal(record);
  // The customer shows where the deal is, and may be changed at the same moment.
  return retryStale(() => saveDeal(context, { before: null, after: record, changed: [] }));
}
