import type { Tx } from './commit.ts';
import type { ActivityRecord } from '../records/index.ts';
import type { Page } from '../../lib/contracts/common.ts';
import type { ListActivityQuery } from '../../lib/contracts/activity.ts';

/** Tasks and deals within a history. */
export interface ActivityParts {
  taskIds: string[];
  dealIds: string[];
}

/** Histories. Entries are written with the change they tell of. */
export interface ActivityStore {
  list(
    query: ListActivityQuery & {
      of: { customerIds: readonly string[] } | { dealId: string } | { taskId: string };
      /** With what happened to these tasks and deals only, besides what happened to the whole itself. */
      parts?: ActivityParts | undefined;
    },
  ): Promise<Page<ActivityRecord>>;
  /** What others than a member and the system did since a time, newest first, at most `limit`. */
  since(from: Date, by: { notBy: string; limit: number }): Promise<ActivityRecord[]>;
  insert(record: ActivityRecord, tx: Tx): Promise<void>;
  insertMany(records: readonly ActivityRecord[], tx: Tx): Promise<void>;
  /** What a batch did, record by record, each from its first change; `after` is a record's id. */
  ofBatch(batchId: string, from: { after: string | null; limit: number }): Promise<ActivityRecord[]>;
  countOfBatch(batchId: string): Promise<number>;
  /** Removes the histories of records that go for good; what happened to a deal's tasks stays in theirs. */
  forget(records: {
    customerIds: readonly string[];
    dealIds: readonly string[];
    taskIds: readonly string[];
  }): Promise<void>;
}
