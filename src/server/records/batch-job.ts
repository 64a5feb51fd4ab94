import type { JobKind, JobResult } from '../../lib/contracts/job.ts';

export interface BatchJobRecord {
  /** Also the `batchId` of every activity it writes. */
  id: string;
  kind: JobKind;
  status: 'queued' | 'running' | 'complete' | 'failed' | 'cancelled';
  requestedBy: string;
  /** The API key it was asked for with: it may do what both may. */
  keyId: string | null;
  /** What was asked; its kind's schema says what is in it. */
  input: unknown;
  /** Where its handler is, in terms of its own; null before the first chunk. */
  position: unknown;
  progress: { done: number; total: number | null };
  /** What came of it so far. */
  result: JobResult | null;
  error: { code: string; message: string } | null;
  cancelRequested: boolean;
  /** Fencing token: grows with each worker that takes the job; a write with an older one is refused. */
  fence: number;
  /** The fence of the worker that last moved it on. */
  movedBy: number;
  leaseUntil: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}
