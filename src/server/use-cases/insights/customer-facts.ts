import { customerName } from '../../../lib/contracts/customer-name.ts';
import { listInteractionsQuery } from '../../../lib/contracts/interaction.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { CustomerFacts, DealFacts, StageFacts } from '../../../lib/domain/insights/facts.ts';
import { stageAfter } from '../../../lib/domain/pipelines/stages.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { CustomerRecord, DealRecord, PipelineRecord } from '../../records/index.ts';
import { customerIdsOf } from '../interactions/find-interaction.ts';
import { unmetCriteria } from '../pipelines/exit-criteria.ts';
import { usualCourse } from '../pipelines/usual-course.ts';

/** So many deals of a customer are read, and so many open ones and tasks looked at. */
const mostDeals = 500;
const lookedAt = 10;
const listedTasks = 50;
/** So many stays must have ended before they say what is usual. */
const enoughStays = 3;

/** What is known of a customer, as far as the caller may see it: without the right to see deals, no deals. */
export async function customerFacts(context: Context, customer: CustomerRecord): Promise<CustomerFacts> {
  const { ports } = context;
  const [deals, tasks, interactions] = await Promise.all([
    dealsOf(context, customer),
    tasksOf(context, customer),
    countInteractions(context, customer),
  ]);
  const open = deals
    .filter(({ status }) => status === 'open')
    .toSorted((a, b) => (b.stageSince?.getTime() ?? 0) - (a.stageSince?.getTime() ?? 0));
  const closed = (status: DealRecord['status']) => deals.filter((deal) => deal.status === status).length;
  return {
    now: ports.clock.now(),
    name: customerName(customer),
    status: customer.status,
    addedAt: customer.createdAt,
    lastContactAt: customer.lastContactAt,
    hasEmail: customer.contactInfo.email !== null,
    notes: customer.notes.length,
    interactions,
    deals: await dealFacts(context, open.slice(0, lookedAt)),
    won: closed('won'),
    lost: closed('lost'),
    tasks: tasks.items,
    openTasks: tasks.total,
  };
}

async function dealsOf({ ports, actor }: Context, { id }: CustomerRecord): Promise<DealRecord[]> {
  return may(actor, 'deals.read') ? ports.deals.ofCustomer(id, 'living', mostDeals) : [];
}

async function tasksOf({ ports, actor }: Context, { id: customerId }: CustomerRecord) {
  if (!may(actor, 'tasks.read')) return { items: [], total: 0 };
  const query = listTasksQuery.parse({
    status: 'pending,in_progress',
    customerId,
    sort: 'dueDate',
    limit: listedTasks,
  });
  const { items, total } = await ports.tasks.list(query);
  const due = (date: Date | null) => date?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const listed = items.map(({ id, title, dueDate, dealId }) => ({ id, title, dueDate, dealId }));
  return { items: listed.toSorted((a, b) => due(a.dueDate) - due(b.dueDate)), total };
}

async function countInteractions({ ports }: Context, { id }: CustomerRecord): Promise<number> {
  const customerIds = await customerIdsOf(ports, id);
  return (await ports.interactions.list({ ...listInteractionsQuery.parse({ limit: 1 }), customerIds })).total;
}

async function dealFacts({ ports, actor }: Context, deals: readonly DealRecord[]): Promise<DealFacts[]> {
  const ids = may(actor, 'pipelines.read')
    ? [...new Set(deals.flatMap(({ pipelineId }) => (pipelineId === null ? [] : [pipelineId])))]
    : [];
  const pipelines = await Promise.all(ids.map((id) => ports.pipelines.find(id)));
  const living = pipelines.flatMap((pipeline) => (pipeline?.deletedAt === null ? [pipeline] : []));
  const usual = new Map(
    await Promise.all(living.map(async (pipeline) => [pipeline.id, await usualTimes(ports, pipeline)] as const)),
  );
  const stageOf = async (deal: DealRecord): Promise<StageFacts | null> => {
    const pipeline = living.find(({ id }) => id === deal.pipelineId);
    return pipeline ? stageFacts(ports, deal, { pipeline, usual: usual.get(pipeline.id) }) : null;
  };
  return Promise.all(
    deals.map(async (deal) => ({
      id: deal.id,
      title: deal.title,
      value: deal.value,
      currency: deal.currency,
      expectedCloseDate: deal.expectedCloseDate,
      stage: await stageOf(deal),
    })),
  );
}

/** The median time in minutes by stage, where enough stays ended to say what is usual. */
async function usualTimes(ports: Ports, pipeline: PipelineRecord): Promise<Map<string, number>> {
  const course = await usualCourse(ports, pipeline);
  return new Map(course.flatMap(({ stageId, ended, median }) => (ended >= enoughStays ? [[stageId, median]] : [])));
}

async function stageFacts(
  ports: Context['ports'],
  deal: DealRecord,
  { pipeline, usual }: { pipeline: PipelineRecord; usual: ReadonlyMap<string, number> | undefined },
): Promise<StageFacts | null> {
  const stage = pipeline.stages.find(({ id }) => id === deal.pipelineStage);
  if (!stage || !deal.stageSince) return null;
  const next = stageAfter(pipeline.stages, stage.id);
  return {
    pipelineId: pipeline.id,
    id: stage.id,
    name: stage.name,
    since: deal.stageSince,
    usualMinutes: usual?.get(stage.id) ?? null,
    next: next && { id: next.id, name: next.name },
    criteria: stage.exitCriteria.length,
    unmet: await unmetCriteria(ports, deal, stage),
  };
}
