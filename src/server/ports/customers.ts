import type { SearchedPage } from '../../lib/contracts/common.ts';
import type { Tx } from './commit.ts';
import type { ManyWrites, RecordStore } from './record-store.ts';
import type { CustomerRecord } from '../records/index.ts';
import type { ListCustomersQuery } from '../../lib/contracts/customer.ts';

/** As much of a customer as tells duplicates. */
export type Contact = Pick<CustomerRecord, 'id' | 'contactInfo'>;

/** A query of which everything that depends on who asks, and when, is resolved. */
export interface CustomersQuery extends ListCustomersQuery {
  /** Not contacted since; null: never. What `notContactedFor` means now. */
  quietSince?: Date | null;
}

/** `list` gives customers with their newest 20 notes; do not `replace` by those. */
export interface CustomerStore extends RecordStore<CustomerRecord, CustomersQuery>, ManyWrites<CustomerRecord> {
  /** Words of `q` that no record has are taken for slips; so in all that takes a query. */
  list(query: CustomersQuery): Promise<SearchedPage<CustomerRecord>>;
  /** Living customers that have one of these duplicate keys, in no order; at most `limit`. */
  sharing(keys: readonly string[], limit: number): Promise<Contact[]>;
  /** The living customers made last, of those made before the one of the id `before`; newest first. */
  contactsBefore(before: string | null, limit: number): Promise<Contact[]>;
  /** As `replace`, of what the customer shows of its deals; of several in one chunk the last one counts. */
  mirror(record: CustomerRecord, tx: Tx): Promise<void>;
  findByEmail(email: string): Promise<CustomerRecord | null>;
  /** The living ones with one of these emails. */
  findByEmails(emails: readonly string[]): Promise<CustomerRecord[]>;
  /** All that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  each(query: CustomersQuery): Promise<AsyncIterable<CustomerRecord>>;
  /** Ids of all that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  eachId(query: CustomersQuery): Promise<AsyncIterable<string>>;
  /** How many have a value of a custom field, the bin included. */
  countWithField(key: string): Promise<number>;
  /** Where these customers came from, by customer; also of those in the bin. */
  sourcesOf(ids: readonly string[]): Promise<Record<string, string>>;
  /** How many of the living customers made within a time came from where. */
  madeBySource(within: { from: Date; to: Date }): Promise<{ source: string; count: number }[]>;
  /** How many customers each of these members has. */
  assignedCounts(memberIds: readonly string[]): Promise<Record<string, number>>;
  stats(): Promise<{ byStatus: Record<string, number>; byStage: Record<string, number> }>;
}
