import type { Tx } from './commit.ts';
import type { RecordStore } from './record-store.ts';
import type { CustomerRecord } from '../records/index.ts';
import type { ListCustomersQuery } from '../../lib/contracts/customer.ts';

/** `list` gives customers with their newest 20 notes; do not `replace` by those. */
export interface CustomerStore extends RecordStore<CustomerRecord, ListCustomersQuery> {
  findByEmail(email: string): Promise<CustomerRecord | null>;
  /** The living ones with one of these emails. */
  findByEmails(emails: readonly string[]): Promise<CustomerRecord[]>;
  insertMany(records: readonly CustomerRecord[], tx: Tx): Promise<void>;
  /** As `replace`, of many: StaleRecordError when another change came first to any of them. */
  replaceMany(records: readonly CustomerRecord[], tx: Tx): Promise<void>;
  /** All that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  each(query: ListCustomersQuery): Promise<AsyncIterable<CustomerRecord>>;
  /** Ids of all that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  eachId(query: ListCustomersQuery): Promise<AsyncIterable<string>>;
  stats(): Promise<{ byStatus: Record<string, number>; byStage: Record<string, number> }>;
}
