import type { AutomationRun } from '../../../lib/contracts/automation-run.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Ports } from '../../ports/index.ts';
import type { AutomationRunRecord } from '../../records/index.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Runs as the API shows them, with the names of what they are about. */
export async function presentRuns(
  { all }: Pick<Ports, 'all'>,
  records: readonly AutomationRunRecord[],
): Promise<AutomationRun[]> {
  const [deals, customers] = await Promise.all([
    all.deals.findMany([...new Set(records.map(({ dealId }) => dealId))]),
    all.customers.findMany([...new Set(records.map(({ customerId }) => customerId))]),
  ]);
  const titles = new Map(deals.map(({ id, title }) => [id, title]));
  const names = new Map(customers.map((customer) => [customer.id, customerName(customer)]));
  return records.map((record) => ({
    id: record.id,
    pipelineId: record.pipelineId,
    stageId: record.stageId,
    automationId: record.automationId,
    name: record.name,
    trigger: record.trigger,
    dealId: record.dealId,
    dealTitle: titles.get(record.dealId) ?? null,
    customerId: record.customerId,
    customerName: names.get(record.customerId) ?? null,
    entryId: record.entryId,
    taskId: record.taskId,
    startedBy: { id: record.startedBy.id, name: record.startedBy.name },
    depth: record.depth,
    causedBy: record.causedBy,
    status: record.status,
    dueAt: record.status === 'waiting' ? iso(record.dueAt) : null,
    condition: record.condition,
    steps: record.steps.map((step) => ({
      ...step,
      startedAt: step.startedAt.toISOString(),
      finishedAt: step.finishedAt.toISOString(),
    })),
    stepsInAll: record.actions.length,
    error: record.error,
    createdAt: record.createdAt.toISOString(),
    startedAt: iso(record.startedAt),
    finishedAt: iso(record.finishedAt),
  }));
}

/** One run as the API shows it. */
export async function presentRun(ports: Pick<Ports, 'all'>, record: AutomationRunRecord): Promise<AutomationRun> {
  const [run] = await presentRuns(ports, [record]);
  if (!run) throw new Error('A run was lost');
  return run;
}
