import type { SearchedPage } from '../../lib/contracts/common.ts';
import type { ManyWrites, RecordStore } from './record-store.ts';
import type { TaskRecord } from '../records/index.ts';
import type { ListTasksQuery } from '../../lib/contracts/task.ts';

/** Tasks whose stretch of time meets [after, before), the first to end first: in place of the query's `sort`. */
export interface TimeSpan {
  after: Date;
  before: Date;
}

/** A list query with `me` resolved and the caller's own limits added. */
export interface TaskStore extends RecordStore<TaskRecord, ListTasksQuery>, ManyWrites<TaskRecord> {
  /** Words of `q` that no record has are taken for slips; so in all that takes a query. */
  list(query: ListTasksQuery, span?: TimeSpan): Promise<SearchedPage<TaskRecord>>;
  /** Ids of the tasks directly below any of these, those in the bin left out. */
  partIds(ids: readonly string[]): Promise<string[]>;
  /** Titles of those that are not in the bin, by id. */
  titles(ids: readonly string[]): Promise<Map<string, string>>;
  /** Ids of all that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  eachId(query: ListTasksQuery): Promise<AsyncIterable<string>>;
  /** How many unfinished tasks each of these members has. */
  assignedCounts(memberIds: readonly string[]): Promise<Record<string, number>>;
  stats(now: Date): Promise<{ byStatus: Record<string, number>; overdue: number; dueToday: number }>;
  /** How many tasks each member finished within a time; null: those of nobody. */
  completedBy(within: { from: Date; to: Date }): Promise<{ assignedTo: string | null; count: number }[]>;
  /** How many open tasks each member has, and how many of them are late. */
  openBy(now: Date): Promise<{ assignedTo: string | null; count: number; overdue: number }[]>;
  /** Whether a rule's task of that place was made, even if it is in the bin. */
  hasOccurrence(series: NonNullable<TaskRecord['series']>): Promise<boolean>;
  /**
   * Open tasks of somebody that became due after `since` and until `until`, in order of the due date; `after` is the
   * last one of the page before.
   */
  becameDue(page: {
    since: Date;
    until: Date;
    after: Pick<TaskRecord, 'id' | 'dueDate'> | null;
    limit: number;
  }): Promise<TaskRecord[]>;
  /** Finished tasks with plans, newest first: what the local planner learns from. */
  finishedPlans(limit: number): Promise<TaskRecord[]>;
}
