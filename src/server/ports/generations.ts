import type { Tx } from './commit.ts';
import type { LeasedRunStore } from './leased-runs.ts';
import type { GenerationRecord } from '../records/index.ts';
import type { ArrivingSubtask, Progress } from '../../lib/contracts/generation.ts';

export interface GenerationStore extends LeasedRunStore<GenerationRecord> {
  /** The one queued or running for a task, if any. */
  active(taskId: string): Promise<GenerationRecord | null>;
  latest(taskId: string): Promise<GenerationRecord | null>;
  activeOf(userId: string, limit: number): Promise<GenerationRecord[]>;
  /** Throws DuplicateKeyError('taskId') when the task has one queued or running already. */
  insert(record: GenerationRecord, tx: Tx): Promise<void>;
  /** Ephemeral: shown as it happens, outside any transaction. `arrived` holds all so far. Refused silently when fenced off. */
  report(id: string, fence: number, progress: Progress, arrived: readonly ArrivingSubtask[]): Promise<void>;
  /** Throws StaleRecordError when fenced off. */
  finish(
    id: string,
    fence: number,
    end: Pick<GenerationRecord, 'status' | 'progress' | 'generatedBy' | 'error' | 'finishedAt'> &
      Partial<Pick<GenerationRecord, 'proposal'>>,
    tx: Tx,
  ): Promise<void>;
  /** Ends an open proposal. Throws StaleRecordError when it is not open. */
  settle(id: string, state: 'applied' | 'discarded', tx: Tx): Promise<void>;
  countSince(at: Date): Promise<number>;
}
