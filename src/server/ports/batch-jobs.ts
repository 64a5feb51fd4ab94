import type { Tx } from './commit.ts';
import type { LeasedRunStore } from './leased-runs.ts';
import type { BatchJobRecord } from '../records/index.ts';
import type { JobKind, ListJobsQuery } from '../../lib/contracts/job.ts';
import type { Page } from '../../lib/contracts/common.ts';

/** Work on many records, done by a worker chunk by chunk. */
export interface BatchJobStore extends LeasedRunStore<BatchJobRecord> {
  list(query: ListJobsQuery & { requestedBy: string }): Promise<Page<BatchJobRecord>>;
  /** The latest of a kind, whoever asked for it, newest first. */
  ofKind(kind: JobKind, limit: number): Promise<BatchJobRecord[]>;
  insert(record: BatchJobRecord, tx: Tx): Promise<void>;
  /** Notes how far a job has come, with the writes that brought it there. Throws StaleRecordError when fenced off. */
  advance(
    id: string,
    fence: number,
    step: Pick<BatchJobRecord, 'position' | 'progress' | 'result'>,
    tx: Tx,
  ): Promise<void>;
  /** Throws StaleRecordError when fenced off. */
  finish(
    id: string,
    fence: number,
    end: Pick<BatchJobRecord, 'status' | 'error' | 'finishedAt'>,
    tx: Tx,
  ): Promise<void>;
  /**
   * Queues a job again that was cancelled or failed: it goes on where it stopped. Throws StaleRecordError when it is
   * under way, ended well, or was taken since by another worker than that of `fence`.
   */
  resume(id: string, fence: number, tx: Tx): Promise<void>;
  /** Keeps the ids a job is to work on, page by page from 0. Before the job itself is inserted. */
  addItems(jobId: string, page: number, ids: readonly string[], at: Date): Promise<void>;
  /** The ids of a page; empty after the last. */
  items(jobId: string, page: number): Promise<string[]>;
}
