import type { UsageRecord } from '../records/index.ts';
import type { Page } from '../../lib/contracts/common.ts';
import type { ListUsageQuery } from '../../lib/contracts/ai-usage.ts';

export interface UsageStore {
  insert(record: UsageRecord): Promise<void>;
  totalSince(at: Date): Promise<{ tokens: number; cost: number; requests: number }>;
  /** What requests for plans of these tasks cost, by task; none of those whose cost nobody knows. */
  costOfPlans(taskIds: readonly string[]): Promise<Record<string, number>>;
  /** A list query with `me` resolved. */
  list(query: ListUsageQuery): Promise<Page<UsageRecord>>;
  /** Sums from `from` to before `to`, of everyone or of one member; one group for each combination that occurs. */
  groups(range: { from: Date; to: Date; userId?: string | undefined }): Promise<UsageGroup[]>;
}

/** The requests of one day (UTC), member, model and outcome, summed. */
export interface UsageGroup extends Pick<UsageRecord, 'userId' | 'model' | 'outcome'> {
  /** ISO date. */
  day: string;
  requests: number;
  promptTokens: number;
  completionTokens: number;
  /** Of those whose cost is known. */
  cost: number;
  unpriced: number;
}
