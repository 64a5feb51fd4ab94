import type { AutomationRun } from '../../../lib/contracts/automation-run.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import type { Ports } from '../../ports/index.ts';
import type { AutomationRunRecord, RunStepRecord } from '../../records/index.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

type Stores = Pick<Ports, 'all' | 'usage'>;

/** Runs as the API shows them, with the names of what they are about and the cost of what they made. */
export async function presentRuns(
  { all, usage }: Stores,
  records: readonly AutomationRunRecord[],
): Promise<AutomationRun[]> {
  const steps = records.flatMap((record) => record.steps);
  const [deals, customers, costs] = await Promise.all([
    all.deals.findMany([...new Set(records.map(({ dealId }) => dealId))]),
    all.customers.findMany([...new Set(records.map(({ customerId }) => customerId))]),
    usage.costOfPlans(steps.flatMap((step) => taskMadeBy(step) ?? [])),
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
      cost: costs[taskMadeBy(step) ?? ''] ?? null,
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
export async function presentRun(ports: Stores, record: AutomationRunRecord): Promise<AutomationRun> {
  const [run] = await presentRuns(ports, [record]);
  if (!run) throw new Error('A run was lost');
  return run;
}

/** A step says what it made by the address of its page. */
const taskMadeBy = ({ action, link }: Pick<RunStepRecord, 'action' | 'link'>): string | null =>
  action === 'create_task' ? (link?.split('/').at(-1) ?? null) : null;
