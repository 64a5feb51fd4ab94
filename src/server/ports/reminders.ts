import type { ReminderRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

export interface ReminderStore {
  find(of: { taskId: string; member: string }): Promise<ReminderRecord | null>;
  ofTasks(taskIds: readonly string[]): Promise<ReminderRecord[]>;
  /** Those of a series that depend on a date. */
  ofSeries(seriesId: string): Promise<ReminderRecord[]>;
  /** Those due until an instant, the longest due first. */
  due(until: Date, limit: number): Promise<ReminderRecord[]>;
  insert(record: ReminderRecord, tx: Tx): Promise<void>;
  /** Replaces it if it is still due at `fireAt`; throws StaleRecordError when not. */
  replace(record: ReminderRecord, was: { fireAt: Date | null }, tx: Tx): Promise<void>;
  /** Removes it, if it is there. */
  remove(id: string, tx: Tx): Promise<void>;
  /** Removes the reminders of tasks that go for good. */
  forget(taskIds: readonly string[]): Promise<void>;
}
