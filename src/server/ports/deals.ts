import type { ManyWrites, RecordStore } from './record-store.ts';
import type { DealRecord } from '../records/index.ts';
import type { DealTotals, DealTotalsQuery, ListDealsQuery } from '../../lib/contracts/deal.ts';

/** A list query with `me` resolved. */
export interface DealStore extends RecordStore<DealRecord, ListDealsQuery>, ManyWrites<DealRecord> {
  /** Ids of all that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  eachId(query: ListDealsQuery): Promise<AsyncIterable<string>>;
  /** Sums of all that match, exact, by currency in alphabetical order. */
  totals(query: DealTotalsQuery): Promise<DealTotals>;
  /** A customer's deals: the living, or those that went to the bin with the customer; at most `limit`. */
  ofCustomer(customerId: string, which: 'living' | 'binned with customer', limit: number): Promise<DealRecord[]>;
}
