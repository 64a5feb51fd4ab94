import type { RecordStore } from './record-store.ts';
import type { CustomerRecord } from '../records/index.ts';
import type { ListCustomersQuery } from '../../lib/contracts/customer.ts';

/** `list` gives customers with their newest 20 notes; do not `replace` by those. */
export interface CustomerStore extends RecordStore<CustomerRecord, ListCustomersQuery> {
  findByEmail(email: string): Promise<CustomerRecord | null>;
  /** All that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  each(query: ListCustomersQuery): Promise<AsyncIterable<CustomerRecord>>;
  /** Ids of all that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  eachId(query: ListCustomersQuery): Promise<AsyncIterable<string>>;
  stats(): Promise<{ byStatus: Record<string, number>; byStage: Record<string, number> }>;
}
