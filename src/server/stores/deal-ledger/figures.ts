import type { DealStore } from '../../ports/index.ts';
import type { Sum } from '../../../lib/domain/pipelines/analytics/deal-figures.ts';
import type { DealFacts } from './facts.ts';
import { monthOf } from './month-of.ts';

type Result<Name extends keyof DealStore> = DealStore[Name] extends (...args: never) => Promise<infer Found>
  ? Found
  : never;

/** Sums of deals that are alike: by their kind, and by another key where that is not enough. */
function sumsOf<Group extends object>(
  deals: Iterable<DealFacts>,
  group: (first: DealFacts) => Group,
  key: (deal: DealFacts) => string = ({ kind }) => kind,
): (Sum & Group)[] {
  const groups = new Map<string, Sum & Group>();
  for (const deal of deals) {
    const { currency, fractionDigits, amount } = deal;
    const by = key(deal);
    let sum = groups.get(by);
    if (!sum) groups.set(by, (sum = { currency, fractionDigits, count: 0, valued: 0, amount: 0, ...group(deal) }));
    sum.count += 1;
    if (amount === null) continue;
    sum.valued += 1;
    sum.amount += amount;
  }
  return [...groups.values()];
}

/** As the store’s `openByPipeline`, of open deals; those of several owners apart. */
export function openByPipeline(open: Iterable<DealFacts>, stageSinceBefore: Date): Result<'openByPipeline'> {
  const limit = stageSinceBefore.getTime();
  const [stuck, moving]: [DealFacts[], DealFacts[]] = [[], []];
  for (const deal of open) (deal.stageSince !== null && deal.stageSince < limit ? stuck : moving).push(deal);
  const placed = ({ pipelineId }: DealFacts) => ({ pipelineId });
  return [
    ...sumsOf(stuck, placed).map((sum) => ({ ...sum, stuck: sum.count })),
    ...sumsOf(moving, placed).map((sum) => ({ ...sum, stuck: 0 })),
  ];
}

/** As the store’s `closedByMonth`, of the deals closed in its time. */
export const closedByMonth = (closed: Iterable<DealFacts>): Result<'closedByMonth'> =>
  sumsOf(closed, ({ closedAt, status, pipelineId, assignedTo }) => ({
    ...{ month: monthOf(closedAt!), status: status as 'won' | 'lost', pipelineId, assignedTo },
  }));

/** As the store’s `openByClose`, of open deals; those of several owners apart. */
export const openByClose = (open: Iterable<DealFacts>, pipelineId: string): Result<'openByClose'> =>
  sumsOf(
    inPipeline(open, pipelineId),
    ({ stageId, expectedCloseDate }) => ({
      stageId: stageId!,
      expectedCloseDate: expectedCloseDate === null ? null : new Date(expectedCloseDate),
    }),
    ({ kind, stageId, expectedCloseDate }) => `${kind} ${stageId} ${expectedCloseDate}`,
  );

/** As the store’s `outcomes` and `closedOutcomes`, of the deals they ask for. */
export const outcomesOf = (deals: Iterable<DealFacts>): Result<'outcomes'> =>
  Array.from(deals, ({ id, customerId, pipelineId, status, closedAt, currency, fractionDigits, amount }) => ({
    ...{ id, customerId, pipelineId, status, closedAt: closedAt === null ? null : new Date(closedAt) },
    ...{ currency, fractionDigits, amount },
  }));

/** As the store’s `openIn`, of open deals. */
export function openIn(open: Iterable<DealFacts>, pipelineId: string): Result<'openIn'> {
  const customers = Array.from(inPipeline(open, pipelineId), ({ customerId }) => customerId);
  return { deals: customers.length, customers: new Set(customers).size };
}

function* inPipeline(deals: Iterable<DealFacts>, pipelineId: string): Generator<DealFacts> {
  for (const deal of deals) if (deal.pipelineId === pipelineId) yield deal;
}
