import type { Automation } from '../../../lib/contracts/automation.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import { depthOfEffect, tooDeepWords, type Cause } from '../../../lib/domain/automations/causality.ts';
import { firstLook } from '../../../lib/domain/automations/timing.ts';
import type { Ports } from '../../ports/index.ts';
import type { AutomationRunRecord } from '../../records/index.ts';
import { nameOf } from './scene.ts';

/** An automation and where it belongs. */
export interface Placed {
  pipelineId: string;
  stage: PipelineStage;
  automation: Automation;
}

/** What sets a run off. */
export type Occasion = Pick<
  AutomationRunRecord,
  'dealId' | 'customerId' | 'entryId' | 'taskId' | 'triggeredAt' | 'startedBy' | 'trigger'
> & {
  /** What the automation runs for once. */
  of: string;
  cause: Cause | null;
};

/** The run of an automation for an occasion; one that is stopped already when too many have led to each other. */
export function newRun(
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  { pipelineId, stage, automation }: Placed,
  { of, cause, ...occasion }: Occasion,
): AutomationRunRecord {
  const now = clock.now();
  const depth = cause === null ? 0 : depthOfEffect(cause.depth);
  const tooDeep = depth === null;
  return {
    ...occasion,
    id: ids.next(),
    key: `${automation.id}:${of}`,
    pipelineId,
    stageId: stage.id,
    automationId: automation.id,
    name: nameOf(automation, stage),
    depth: depth ?? cause?.depth ?? 0,
    causedBy: cause?.runId ?? null,
    status: tooDeep ? 'stopped' : 'waiting',
    dueAt: tooDeep ? null : firstLook({ ...automation, trigger: occasion.trigger }, occasion.triggeredAt),
    fence: 0,
    failures: 0,
    condition: null,
    actions: automation.actions,
    steps: [],
    error: tooDeep ? tooDeepWords : null,
    createdAt: now,
    startedAt: null,
    finishedAt: tooDeep ? now : null,
  };
}
