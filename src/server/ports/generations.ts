import type { Tx } from './commit.ts';
import type { GenerationRecord } from '../records/index.ts';
import type { ArrivingSubtask, Progress } from '../../lib/contracts/generation.ts';

export interface GenerationStore {
  find(id: string): Promise<GenerationRecord | null>;
  /** The one queued or running for a task, if any. */
  active(taskId: string): Promise<GenerationRecord | null>;
  latest(taskId: string): Promise<GenerationRecord | null>;
  activeOf(userId: string, limit: number): Promise<GenerationRecord[]>;
  /** Throws DuplicateKeyError('taskId') when the task has one queued or running already. */
  insert(record: GenerationRecord, tx: Tx): Promise<void>;
  /** Takes a queued run, or one whose lease ran out; null when someone else has it or it is over. */
  claim(id: string, lease: { now: Date; until: Date }): Promise<GenerationRecord | null>;
  /** Renews the lease and says whether to go on; `lost` when another worker has it. */
  renew(id: string, fence: number, until: Date): Promise<'running' | 'cancel_requested' | 'lost'>;
  /** Ephemeral: shown as it happens, outside any transaction. `arrived` holds all so far. Refused silently when fenced off. */
  report(id: string, fence: number, progress: Progress, arrived: readonly ArrivingSubtask[]): Promise<void>;
  /** Throws StaleRecordError when fenced off. */
  finish(
    id: string,
    fence: number,
    end: Pick<GenerationRecord, 'status' | 'progress' | 'generatedBy' | 'error' | 'finishedAt'>,
    tx: Tx,
  ): Promise<void>;
  /** True when there was something to cancel; a queued one ends at once, a running one when its worker sees it. */
  requestCancel(id: string, now: Date): Promise<boolean>;
  countSince(at: Date): Promise<number>;
  /**
   * Calls back with a run as it is now whenever one was queued, reported or ended; survives reconnects. Returns a
   * function that stops it.
   */
  watch(changed: (run: GenerationRecord) => void): Promise<() => Promise<void>>;
}
