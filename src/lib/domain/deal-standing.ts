import type { DealStatus } from '../contracts/deal.ts';
import { invalid } from './errors.ts';

/** How a deal stands: open, won, or lost for a reason. */
export interface DealStanding {
  status: DealStatus;
  lostReason: string | null;
  closedAt: Date | null;
}

/**
 * How a deal stands after a change. Closing notes when; a lost deal has a reason and no other has one: opening it again
 * or winning it takes the reason away.
 * @throws ProblemError `validation_failed` at `lostReason` when a lost deal would have none, or another deal one
 */
export function standingAfter(
  before: DealStanding,
  change: { status?: DealStatus | undefined; lostReason?: string | null | undefined },
  now: Date,
): DealStanding {
  const status = change.status ?? before.status;
  const given = change.lostReason?.trim();
  if (status !== 'lost') {
    if (given) throw invalid('lostReason', 'belongs to a lost deal only; set the status to lost with it');
    return { status, lostReason: null, closedAt: closedAt(before, status, now) };
  }
  const lostReason = change.lostReason === undefined ? before.lostReason : given;
  if (!lostReason) throw invalid('lostReason', 'must say why the deal was lost');
  return { status, lostReason, closedAt: closedAt(before, status, now) };
}

const closedAt = (before: DealStanding, status: DealStatus, now: Date): Date | null => {
  if (status === 'open') return null;
  return status === before.status ? before.closedAt : now;
};
