import type { Page } from '../../lib/contracts/common.ts';
import type { ListInteractionsQuery } from '../../lib/contracts/interaction.ts';
import type { InteractionRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

/** Calls, meetings and mails with customers. */
export interface InteractionStore {
  /** Also finds what was taken away. */
  find(id: string): Promise<InteractionRecord | null>;
  list(query: ListInteractionsQuery & { customerIds: readonly string[] }): Promise<Page<InteractionRecord>>;
  /** When the last one was, of those not taken away, but for `except`; null when there is none. */
  lastAt(customerIds: readonly string[], except?: string): Promise<Date | null>;
  insert(record: InteractionRecord, tx: Tx): Promise<void>;
  /** Replaces the record of version `record.version - 1`. Throws StaleRecordError when another change came first. */
  replace(record: InteractionRecord, tx: Tx): Promise<void>;
  /** Removes those of customers that go for good. */
  forget(customerIds: readonly string[]): Promise<void>;
}
