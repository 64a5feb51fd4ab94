import type { Tx } from './commit.ts';
import type { MergeRecord } from '../records/index.ts';

/** Merges of customers. But for `find`, those undone do not count. */
export interface MergeStore {
  find(id: string): Promise<MergeRecord | null>;
  /** The merges that put one of these customers into the bin. */
  ofMerged(ids: readonly string[]): Promise<MergeRecord[]>;
  /** The customers whose histories these show besides their own. */
  histories(keptIds: readonly string[]): Promise<string[]>;
  insert(record: MergeRecord, tx: Tx): Promise<void>;
  /** Throws StaleRecordError when it is undone already. */
  undo(id: string, at: Date, tx: Tx): Promise<void>;
  /** Removes the merges into customers that go for good. */
  forget(keptIds: readonly string[]): Promise<void>;
}
