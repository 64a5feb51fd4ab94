import type { ArrivingSubtask, GenerationKind, ModelChoice, Progress } from '../../lib/contracts/generation.ts';

export interface GenerationRecord {
  id: string;
  taskId: string;
  kind: GenerationKind;
  status: 'queued' | 'running' | 'complete' | 'failed' | 'cancelled';
  progress: Progress;
  subtasks: ArrivingSubtask[];
  model: ModelChoice;
  instructions: string | null;
  replaceEdits: boolean;
  requestedBy: string | null;
  generatedBy: string | null;
  error: { code: string; message: string } | null;
  cancelRequested: boolean;
  /** Fencing token: grows with each worker that takes the run; a write with an older one is refused. */
  fence: number;
  leaseUntil: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}
