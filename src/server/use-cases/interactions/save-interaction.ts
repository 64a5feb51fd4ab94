import type { Interaction } from '../../../lib/contracts/interaction.ts';
import { invalid } from '../../../lib/domain/errors.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { ActivityRecord, InteractionRecord } from '../../records/index.ts';
import { valueAt } from '../activity/activity-of.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { saveCustomer } from '../customers/save-customer.ts';
import { stamp } from '../shared/merge-patch.ts';
import { customerIdsOf } from './find-interaction.ts';
import { presentInteractions } from './present-interaction.ts';

interface InteractionChange {
  /** Whose page it was done on: the one it belongs to, or the one that was merged into. */
  customerId: string;
  before: InteractionRecord | null;
  after: InteractionRecord;
  /** Paths. */
  changed: readonly string[];
  /** Further events and writes of the same commit. */
  also?: { event: DomainEvent; write: (tx: Tx) => Promise<void> };
}

const aMoment = 5 * 60_000;

/**
 * Commits an interaction with its customer, whose last contact and history follow. Throws StaleRecordError when another
 * change came first.
 * @throws ProblemError `not_found`, or `validation_failed` for a time to come or a deal of someone else
 */
export async function saveInteraction(context: Context, change: InteractionChange): Promise<Interaction> {
  const { ports } = context;
  const { customerId, before, after, also } = change;
  const now = ports.clock.now();
  if (after.at.getTime() > now.getTime() + aMoment) throw invalid('at', 'lies ahead: make a task of what is planned');
  const customer = await findCustomer(ports, customerId);
  const customerIds = await customerIdsOf(ports, customerId);
  if (after.dealId !== null && after.dealId !== before?.dealId) {
    const deal = await ports.deals.find(after.dealId);
    if (deal?.deletedAt !== null || deal.customerId !== customerId)
      throw invalid('dealId', 'is no deal of this customer');
  }
  const others = await ports.interactions.lastAt(customerIds, after.id);
  const lastContactAt = after.deletedAt ? others : latest(others, after.at);
  const moved = lastContactAt?.getTime() !== customer.lastContactAt?.getTime();
  const changed = moved ? ['lastContactAt'] : [];
  await saveCustomer(context, {
    before: customer,
    after: { ...stamp(customer, changed, now), lastContactAt },
    changed,
    told: toldOf(change),
    ...(also && { events: [also.event] }),
    async write(tx) {
      await (before ? ports.interactions.replace(after, tx) : ports.interactions.insert(after, tx));
      await also?.write(tx);
    },
  });
  const [presented] = await presentInteractions(ports, [after]);
  if (!presented) throw new Error('An interaction was lost');
  return presented;
}

export const latest = (...dates: (Date | null)[]): Date | null =>
  dates.reduce((last, date) => (date && (!last || date > last) ? date : last), null);

/** What the history says: what was logged, or what became of it. */
function toldOf({ before, after, changed }: InteractionChange): Pick<ActivityRecord, 'type' | 'changes'> {
  const type = !before ? 'interaction_logged' : after.deletedAt ? 'interaction_removed' : 'interaction_updated';
  const told =
    before && !after.deletedAt ? changed : ['kind', 'outcome'].filter((path) => valueAt(after, path) !== null);
  return {
    type,
    changes: told.map((path) => ({
      path: `interaction.${path}`,
      from: before ? valueAt(before, path) : null,
      to: after.deletedAt ? null : valueAt(after, path),
    })),
  };
}
