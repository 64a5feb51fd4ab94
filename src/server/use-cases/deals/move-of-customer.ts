import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord, DealRecord } from '../../records/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { checkExit } from '../pipelines/exit-criteria.ts';
import type { Place } from '../pipelines/place-of.ts';
import { requirePermission } from '../shared/authorise.ts';
import { applyPatch } from '../shared/merge-patch.ts';
import { committing, type Committing } from './deal-change.ts';
import type { DealChange } from './stay.ts';

/** No customer has more deals than are looked at. */
const most = 500;

/**
 * What the commit that moves a customer does with the customer's deals: the open one of that pipeline that moved last
 * moves, else one that is in no pipeline yet, else a new one is made. The commit writes the customer itself.
 * @throws ProblemError `forbidden`, or `validation_failed` when the deal may not leave its stage yet
 */
export async function moveOfCustomer(
  context: Context,
  { before, place }: { before: CustomerRecord; place: Place },
): Promise<Committing> {
  requirePermission(context.actor, 'deals.write', 'move deals');
  const deal = await dealToMove(context, before, place);
  if (deal) {
    const changes = changesTo(context, deal, place);
    for (const { after } of changes) await checkExit(context.ports, deal, after);
    return committing(context, changes, { mirror: false });
  }
  if (place.pipelineStage === null) return committing(context, []);
  const made: DealChange = { before: null, after: await newDeal(context, before, place), changed: [] };
  return committing(context, [made], { mirror: false });
}

async function dealToMove(
  { ports }: Context,
  { id, pipelineId }: CustomerRecord,
  place: Place,
): Promise<DealRecord | undefined> {
  const deals = await ports.deals.ofCustomer(id, 'living', most);
  const open = deals.filter(({ status }) => status === 'open').toReversed();
  const since = ({ stageSince }: DealRecord) => stageSince?.getTime() ?? 0;
  const passing = open
    .filter((deal) => deal.pipelineId !== null && deal.pipelineId === (place.pipelineId ?? pipelineId))
    .toSorted((a, b) => since(b) - since(a));
  if (passing[0] ?? place.pipelineId === null) return passing[0];
  return open.find((deal) => deal.pipelineId === null);
}

function changesTo({ ports }: Context, before: DealRecord, place: Place): DealChange[] {
  const { record: after, changed } = applyPatch(before, place, { now: ports.clock.now() });
  return changed.length > 0 ? [{ before, after, changed }] : [];
}

async function newDeal({ ports, actor }: Context, customer: CustomerRecord, place: Place): Promise<DealRecord> {
  const now = ports.clock.now();
  return {
    ...place,
    id: ports.ids.next(),
    customerId: customer.id,
    title: customerName(customer).slice(0, 200),
    stageSince: null,
    value: null,
    currency: (await findCompanySettings(ports)).currency,
    expectedCloseDate: null,
    status: 'open',
    lostReason: null,
    closedAt: null,
    assignedTo: actor.kind === 'member' ? actor.id : customer.assignedTo,
    binnedWithCustomer: false,
    version: 1,
    fieldVersions: {},
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
