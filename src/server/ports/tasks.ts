import type { RecordStore } from './record-store.ts';
import type { TaskRecord } from '../records/index.ts';
import type { ListTasksQuery } from '../../lib/contracts/task.ts';

/** A list query with `me` resolved and the caller's own limits added. */
export interface TaskStore extends RecordStore<TaskRecord, ListTasksQuery> {
  /** Ids of all that match, at most `limit`. */
  matchingIds(query: ListTasksQuery, limit: number): Promise<string[]>;
  stats(now: Date): Promise<{ byStatus: Record<string, number>; overdue: number; dueToday: number }>;
  /** Finished tasks with plans, newest first: what the local planner learns from. */
  finishedPlans(limit: number): Promise<TaskRecord[]>;
}
