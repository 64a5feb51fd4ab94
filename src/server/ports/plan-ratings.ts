import type { Page } from '../../lib/contracts/common.ts';
import type { ListRatingsQuery } from '../../lib/contracts/plan-rating.ts';
import type { PlanRatingRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

/** One member says one thing of one plan. */
export type RatingOf = Pick<PlanRatingRecord, 'taskId' | 'member' | 'planMadeAt'>;

export interface PlanRatingStore {
  find(of: RatingOf): Promise<PlanRatingRecord | null>;
  list(query: ListRatingsQuery): Promise<Page<PlanRatingRecord>>;
  /** How many called plans useful or not since then, by who made them. */
  counts(from: Date): Promise<{ generatedBy: string; useful: number; notUseful: number }[]>;
  /** Keeps it instead of what the member said of this plan before. */
  save(record: PlanRatingRecord, tx: Tx): Promise<void>;
  remove(of: RatingOf, tx: Tx): Promise<void>;
  /** Removes those of tasks that go for good. */
  forget(taskIds: readonly string[]): Promise<void>;
}
