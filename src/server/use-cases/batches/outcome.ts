import type { BulkRefusal } from '../../../lib/contracts/bulk.ts';
import type { BatchOutcome } from '../../../lib/contracts/job.ts';

export const noOutcome: BatchOutcome = { changed: 0, unchanged: 0, refused: 0, refusals: [] };

/** So many refusals are named one by one. */
const mostNamed = 200;

/** The outcome with one record more. */
export function withRecord(outcome: BatchOutcome, came: 'changed' | 'unchanged' | BulkRefusal): BatchOutcome {
  if (typeof came === 'string') return { ...outcome, [came]: outcome[came] + 1 };
  const { refused, refusals } = outcome;
  return { ...outcome, refused: refused + 1, refusals: refusals.length < mostNamed ? [...refusals, came] : refusals };
}
