import type { Automation } from '../../../lib/contracts/automation.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import type { Actor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import type {
  AutomationRunRecord,
  CustomerRecord,
  DealRecord,
  PipelineRecord,
  StageEntryRecord,
  TaskRecord,
} from '../../records/index.ts';

/** All that an automation works with: the records as they are at this moment. */
export interface Scene {
  ports: Ports;
  pipeline: PipelineRecord;
  stage: PipelineStage;
  /** As it is now; null when it is no longer there. */
  automation: Automation | null;
  deal: DealRecord;
  customer: CustomerRecord;
  /** The stay in the stage that it is about. */
  entry: StageEntryRecord | null;
  /** The task whose completion set it off. */
  task: TaskRecord | null;
  now: Date;
}

export type Subjects = Pick<
  AutomationRunRecord,
  'pipelineId' | 'stageId' | 'automationId' | 'dealId' | 'entryId' | 'taskId'
>;

/** What there is for an automation to work with, or why there is nothing, as a sentence. */
export async function findScene(ports: Ports, run: Subjects): Promise<Scene | string> {
  const [pipeline, deal, entries, task] = await Promise.all([
    ports.pipelines.find(run.pipelineId),
    ports.all.deals.find(run.dealId),
    ports.stageEntries.ofDeal(run.dealId),
    run.taskId === null ? null : ports.all.tasks.find(run.taskId),
  ]);
  if (pipeline?.deletedAt !== null) return 'The pipeline was deleted.';
  const stage = pipeline.stages.find(({ id }) => id === run.stageId);
  if (!stage) return 'The stage was deleted.';
  if (deal?.deletedAt !== null) return 'The deal was deleted.';
  const customer = await ports.all.customers.find(deal.customerId);
  if (customer?.deletedAt !== null) return 'The customer was deleted.';
  return {
    ports,
    pipeline,
    stage,
    automation: stage.automations.find(({ id }) => id === run.automationId) ?? null,
    deal,
    customer,
    entry: entries.find(({ id, leftAt }) => (run.entryId === null ? leftAt === null : id === run.entryId)) ?? null,
    task,
    now: ports.clock.now(),
  };
}

/** Who acts when an automation does: it changes what sales work changes, and configures nothing. */
export const automationActor = ({ automationId, name }: Pick<AutomationRunRecord, 'automationId' | 'name'>): Actor => ({
  kind: 'automation',
  id: automationId,
  name,
  permissions: new Set([
    'customers.read',
    'customers.write',
    'deals.read',
    'deals.write',
    'tasks.read',
    'tasks.write',
    'ai.generate',
  ]),
});

/** What people call an automation that has no name of its own. */
export const nameOf = ({ name }: Pick<Automation, 'name'>, stage: Pick<PipelineStage, 'name'>): string =>
  name ?? `Automation of “${stage.name}”`;
