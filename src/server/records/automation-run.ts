import type { AutomationAction, AutomationTrigger } from '../../lib/contracts/automation.ts';
import type { ConditionOutcome, RunStatus, RunStep } from '../../lib/contracts/automation-run.ts';
import type { CauseDepth } from '../../lib/domain/automations/causality.ts';

export interface RunStepRecord extends Omit<RunStep, 'startedAt' | 'finishedAt' | 'cost'> {
  startedAt: Date;
  finishedAt: Date;
}

/** One automation at work for one deal. */
export interface AutomationRunRecord {
  id: string;
  /** What it is for: an automation and a stay in a stage, a completed task or a request. There is one run of each. */
  key: string;
  pipelineId: string;
  stageId: string;
  automationId: string;
  /** What the automation was called when the run was made. */
  name: string;
  trigger: AutomationTrigger;
  triggeredAt: Date;
  dealId: string;
  customerId: string;
  entryId: string | null;
  taskId: string | null;
  startedBy: { kind: string; id: string | null; name: string };
  depth: CauseDepth;
  causedBy: string | null;
  status: RunStatus;
  /** While waiting, when to go on; while running, when its worker is taken to have died; else null. */
  dueAt: Date | null;
  /** Grows with each worker that takes it: a write with an older one is refused. */
  fence: number;
  /** Failures in a row of what it is at. */
  failures: number;
  condition: ConditionOutcome | null;
  /** As they were when the run began; later changes of the automation are for later runs. */
  actions: AutomationAction[];
  /** One for each action that is done, in order; of the one that failed last, too. */
  steps: RunStepRecord[];
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}
