import type { SearchedPage } from '../../lib/contracts/common.ts';
import type { ManyWrites, RecordStore } from './record-store.ts';
import type { DealRecord } from '../records/index.ts';
import type { ClosedSum, OpenSum, Outcome, Sum } from '../../lib/domain/pipelines/analytics/deal-figures.ts';
import type { DealTotals, DealTotalsQuery, ListDealsQuery } from '../../lib/contracts/deal.ts';

export interface MonthlySum extends Sum {
  month: string;
  status: 'won' | 'lost';
  pipelineId: string | null;
  assignedTo: string | null;
}

/** A list query with `me` resolved. */
export interface DealStore extends RecordStore<DealRecord, ListDealsQuery>, ManyWrites<DealRecord> {
  /** Whose deals are known here; null: everyone's. */
  readonly owner: string | null;
  /** Ids of all that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  eachId(query: ListDealsQuery): Promise<AsyncIterable<string>>;
  /** Sums of all that match, exact, by currency in alphabetical order. */
  totals(query: DealTotalsQuery): Promise<DealTotals>;
  list(query: ListDealsQuery): Promise<SearchedPage<DealRecord>>;
  /** As `list`, without counting; also by `stageSince`. */
  page(query: ListDealsQuery): Promise<Omit<SearchedPage<DealRecord>, 'total'>>;
  /** As `totals`, stage by stage; nothing of stages where no deal matches. */
  totalsByStage(query: DealTotalsQuery): Promise<Record<string, DealTotals>>;
  /** How many living deals are in these stages, by stage; none of those that have none. */
  countIn(stageIds: readonly string[]): Promise<Record<string, number>>;
  /** Living deals in these stages, at most `limit`. */
  inStages(stageIds: readonly string[], limit: number): Promise<DealRecord[]>;
  /** Ids of the living deals in these stages, read as they are taken. */
  eachIdIn(stageIds: readonly string[]): Promise<AsyncIterable<string>>;
  /** Ids of a customer's open deals in these stages. */
  openOf(customerId: string, stageIds: readonly string[]): Promise<string[]>;
  /** How many open deals each of these members has. */
  assignedCounts(memberIds: readonly string[]): Promise<Record<string, number>>;
  /** How many deals are open in a pipeline, and of how many customers. */
  openIn(pipelineId: string): Promise<{ deals: number; customers: number }>;
  /** Deals that were won or lost in a pipeline within a time, by how, why and currency. */
  closedIn(pipelineId: string, within: { from: Date; to: Date }): Promise<ClosedSum[]>;
  /** Open deals of a pipeline by stage, the day they are expected to close and currency. */
  openByClose(pipelineId: string): Promise<OpenSum[]>;
  /** Open deals of all pipelines; `stuck` of them are in their stage since before a time. */
  openByPipeline(stageSinceBefore: Date): Promise<(Sum & { pipelineId: string | null; stuck: number })[]>;
  /** Deals that were won or lost within a time, by the month (`2026-12`, UTC), pipeline, owner and currency. */
  closedByMonth(within: { from: Date; to: Date }): Promise<MonthlySum[]>;
  /** Each deal that was won or lost within a time. */
  closedOutcomes(within: { from: Date; to: Date }): Promise<(Outcome & { pipelineId: string | null })[]>;
  /** What came of these deals, as far as they live. */
  outcomes(ids: readonly string[]): Promise<(Outcome & { pipelineId: string | null })[]>;
  /** Tells of a deal whether it counts in figures: it is among those found here and not in the bin. */
  counted(): Promise<(dealId: string) => boolean>;
  /** A customer's deals: the living, or those that went to the bin with the customer; at most `limit`. */
  ofCustomer(customerId: string, which: 'living' | 'binned with customer', limit: number): Promise<DealRecord[]>;
}
