import type { StageEnd } from '../../lib/domain/pipelines/analytics/stays.ts';

/** One stay of a deal in a stage. Stays of one deal never overlap, and at most one of them is open. */
export interface StageEntryRecord {
  id: string;
  pipelineId: string;
  stageId: string;
  dealId: string;
  customerId: string;
  enteredAt: Date;
  /** Null while it is there. */
  leftAt: Date | null;
  /** Where it was before, also of another pipeline; its own when it was opened or brought back; null when it was new. */
  fromStage: string | null;
  /** Where it went when it moved on. */
  toStage: string | null;
  end: StageEnd | null;
  /** Who brought it here. */
  actor: { kind: string; id: string | null; name: string };
}
