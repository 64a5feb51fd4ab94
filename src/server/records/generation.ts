import type { PlanRecord, SubtaskRecord } from './task.ts';
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
  /** The plan is to be kept as a proposal. */
  propose: boolean;
  proposal: ProposalRecord | null;
  /** What it changed, as it was; null when there was no plan before, and once it is brought back. */
  undo: UndoRecord | null;
  requestedBy: string | null;
  /** The API key it was asked for with: it sees what both may see. */
  keyId: string | null;
  generatedBy: string | null;
  error: { code: string; message: string } | null;
  cancelRequested: boolean;
  /** Fencing token: grows with each worker that takes the run; a write with an older one is refused. */
  fence: number;
  leaseUntil: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}

/** A plan that waits for someone to take it, or some of it. */
export interface ProposalRecord {
  state: 'open' | 'applied' | 'discarded';
  /** The steps it was made over: what people change in them afterwards stays. */
  base: SubtaskRecord[];
  /** The whole plan; a step that was there before has its id. */
  plan: PlanRecord;
}

/** A plan that a run replaced. */
export interface UndoRecord {
  plan: PlanRecord;
  /** The task's version with the new plan. */
  version: number;
}
