import type { Tx } from './commit.ts';
import type { ErasureRecord } from '../records/index.ts';
import type { Page } from '../../lib/contracts/common.ts';
import type { ListErasuresQuery } from '../../lib/contracts/erasure.ts';

/** The records of a customer who is to be erased. */
export interface ErasedRecords {
  /** Theirs, and those that were merged into it. */
  customerIds: readonly string[];
  dealIds: readonly string[];
  taskIds: readonly string[];
}

/** What tells copies of a customer's data. */
export interface Traces extends ErasedRecords {
  /** Texts that name the customer wherever they stand: an email, a phone number, a whole name. */
  texts: readonly string[];
  /** What they could be found by: of these, those no record has any more are forgotten. */
  said: readonly (string | null)[];
}

export interface ErasureStore {
  /** Removes records for good. */
  remove(records: ErasedRecords, tx: Tx): Promise<void>;
  /**
   * Removes the copies of a customer's data from every collection there is, those of events that wait or can be read
   * again among them. Idempotent; reads collections piece by piece.
   */
  sweep(traces: Traces): Promise<void>;
  insert(record: ErasureRecord, tx: Tx): Promise<void>;
  list(query: ListErasuresQuery): Promise<Page<ErasureRecord>>;
}
