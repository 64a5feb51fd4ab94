import type { BoardStage } from '../../contracts/board.ts';
import type { Deal } from '../../contracts/deal.ts';

/** A deal as a board shows it. */
export type DealCard = Pick<
  Deal,
  | 'id'
  | 'title'
  | 'customer'
  | 'status'
  | 'value'
  | 'currency'
  | 'expectedCloseDate'
  | 'assignedTo'
  | 'assignee'
  | 'pipelineId'
  | 'pipelineStage'
  | 'stageSince'
  | 'deletedAt'
  | 'version'
>;

/** What of a deal its card shows. */
export const dealCardOf = (deal: Deal): DealCard => ({
  id: deal.id,
  title: deal.title,
  customer: deal.customer,
  status: deal.status,
  value: deal.value,
  currency: deal.currency,
  expectedCloseDate: deal.expectedCloseDate,
  assignedTo: deal.assignedTo,
  assignee: deal.assignee,
  pipelineId: deal.pipelineId,
  pipelineStage: deal.pipelineStage,
  stageSince: deal.stageSince,
  deletedAt: deal.deletedAt,
  version: deal.version,
});

/** The cards of a board's stage. */
export const dealCardsOf = (pipelineId: string, { stageId, cards }: BoardStage): DealCard[] =>
  cards.map(({ id, title, customer, status, value, currency, expectedCloseDate, assignee, stageSince, version }) => ({
    ...{ id, title, customer, status, value, currency, expectedCloseDate, assignee, stageSince, version },
    ...{ assignedTo: assignee?.id ?? null, pipelineId, pipelineStage: stageId, deletedAt: null },
  }));
