import { isMove, passageOf } from '../../../lib/domain/pipelines/passage.ts';
import { signatureOf } from '../../../lib/domain/actor.ts';
import type { Context, Passage } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';

/** One deal as it was and is to be. */
export interface DealChange {
  before: DealRecord | null;
  after: DealRecord;
  /** Dotted paths. */
  changed: string[];
}

export interface Stay {
  change: DealChange;
  /** What becomes of the deal's stays; null when nothing does. */
  passage: Passage | null;
}

/** A deal's change with what it means for the stage the deal stays in, and the deal noting since when it is there. */
export function withStay({ ports, actor }: Context, change: DealChange): Stay {
  const { before, after } = change;
  const now = ports.clock.now();
  const passage = passageOf(before, after, now);
  const moved = isMove(before, after);
  const since = passage?.enter || moved ? (passage?.at ?? now) : (before?.stageSince ?? null);
  const stageSince = after.pipelineStage === null ? null : since;
  const placed = { ...change, after: { ...after, stageSince } };
  if (!passage) return { change: placed, passage: null };
  const { at, leave, enter } = passage;
  return {
    change: placed,
    passage: {
      dealId: after.id,
      leave: leave && { ...leave, at },
      enter: enter && {
        ...enter,
        id: ports.ids.next(),
        dealId: after.id,
        customerId: after.customerId,
        enteredAt: at,
        leftAt: null,
        toStage: null,
        end: null,
        actor: signatureOf(actor),
      },
    },
  };
}
