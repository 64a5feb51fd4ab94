import type { Deal } from '../../../lib/contracts/deal.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import { ownersOf } from '../../../lib/domain/own-records.ts';
import { isMove } from '../../../lib/domain/pipelines/passage.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { activityOfDeal } from '../activity/activity-of.ts';
import { mirrorsOf } from './mirror-moves.ts';
import { namesOfPlaces } from './place-names.ts';
import { presentDeals } from './present-deal.ts';
import { withStay, type DealChange, type Stay } from './stay.ts';

/** What is committed of changed deals, each once. */
export interface Committing {
  /** As the API shows them, in the order of the changes. */
  deals: Deal[];
  events: DomainEvent[];
  write: (tx: Tx) => Promise<void>;
}

/**
 * What a commit says and writes of changed deals: the deals, their histories, their stays in stages and, of those that
 * moved, what their customers show. All deals are written through this, so that no move goes without its stage entry.
 * @param mirror false: the commit writes the customer itself
 */
export async function committing(
  context: Context,
  changes: readonly DealChange[],
  { mirror = true }: { mirror?: boolean } = {},
): Promise<Committing> {
  const { deals, activities, stageEntries, automationRuns } = context.ports;
  const stays = changes.map((change) => withStay(context, change));
  const moves = stays.filter(({ change: { before, after } }) => isMove(before, after));
  const mirrored = mirror ? await mirrorsOf(context, moves) : { events: [], write: () => Promise.resolve() };
  const names = await namesOfPlaces(context.ports, moves);
  const histories = stays.map(({ change }) => activityOfDeal(context, change, names(change)));
  const shown = await presentDeals(
    context.ports,
    stays.map(({ change }) => change.after),
  );
  const passages = stays.flatMap(({ passage }) => passage ?? []);
  return {
    deals: shown,
    events: [
      ...stays.map(({ change: { before, after, changed } }, index): DomainEvent => {
        return { type: 'deal.changed', change: kindOf(before, after), deal: shown[index]!, changed };
      }),
      ...moves.map(({ change, passage }) => movedEvent(change, passage?.enter?.id ?? null)),
      ...stays.flatMap(returnedEvent),
      ...mirrored.events,
    ],
    async write(tx) {
      for (const { change } of stays) {
        const { before, after } = change;
        await (before ? deals.replace(after, tx) : deals.insert(after, tx));
        if (before && before.customerId !== after.customerId) {
          await stageEntries.handOver(after.id, after.customerId, tx);
          await automationRuns.handOver(after.id, after.customerId, tx);
        }
      }
      for (const history of histories) await activities.insert(history, tx);
      if (passages.length > 0) await stageEntries.pass(passages, tx);
      await mirrored.write(tx);
    },
  };
}

const movedEvent = ({ before, after }: DealChange, entryId: string | null): DomainEvent => ({
  type: 'deal.moved',
  dealId: after.id,
  customerId: after.customerId,
  pipelineId: after.pipelineId,
  toStage: after.pipelineStage,
  fromPipeline: before?.pipelineId ?? null,
  fromStage: before?.pipelineStage ?? null,
  entryId,
  owners: ownersOf(after),
});

function returnedEvent({ change: { before, after }, passage }: Stay): DomainEvent[] {
  if (!passage?.enter || isMove(before, after)) return [];
  const { id: entryId, stageId } = passage.enter;
  return [{ type: 'deal.returned', dealId: after.id, customerId: after.customerId, stageId, entryId }];
}

function kindOf(before: DealRecord | null, after: DealRecord): 'created' | 'updated' | 'deleted' {
  if (!before) return 'created';
  return after.deletedAt && !before.deletedAt ? 'deleted' : 'updated';
}
