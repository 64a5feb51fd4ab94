import type { Page } from '../../lib/contracts/common.ts';
import type { ListTimeQuery } from '../../lib/contracts/time.ts';
import type { TimeEntryRecord, TimerRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

export interface TimeEntryStore {
  find(id: string): Promise<TimeEntryRecord | null>;
  list(query: ListTimeQuery & { taskId: string }): Promise<Page<TimeEntryRecord>>;
  insert(entry: TimeEntryRecord, tx: Tx): Promise<void>;
  /** Replaces an entry last changed at an instant. Throws StaleRecordError when another change came first. */
  replace(entry: TimeEntryRecord, changedAt: Date, tx: Tx): Promise<void>;
  /** Removes an entry last changed at an instant. Throws StaleRecordError when another change came first. */
  remove(id: string, changedAt: Date, tx: Tx): Promise<void>;
  /** Minutes each member spent within a time. */
  minutesBy(within: { from: Date; to: Date }): Promise<{ userId: string; minutes: number }[]>;
  /** Removes what was spent on tasks that are gone for good. */
  forget(taskIds: readonly string[]): Promise<void>;
}

export interface TimerStore {
  find(userId: string): Promise<TimerRecord | null>;
  /** Throws DuplicateKeyError when the member has one running. */
  insert(timer: TimerRecord, tx: Tx): Promise<void>;
  /** Throws StaleRecordError when it is not the one that runs. */
  remove(timer: TimerRecord, tx: Tx): Promise<void>;
}
