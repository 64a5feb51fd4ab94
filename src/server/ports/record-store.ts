import type { Tx } from './commit.ts';
import type { Page } from '../../lib/contracts/common.ts';

export interface RecordStore<Record, Query> {
  /** Also finds deleted records: the use-case decides who may see them. */
  find(id: string): Promise<Record | null>;
  findMany(ids: readonly string[]): Promise<Record[]>;
  list(query: Query): Promise<Page<Record>>;
  insert(record: Record, tx: Tx): Promise<void>;
  /** Replaces the record of version `record.version - 1`. Throws StaleRecordError when another change came first. */
  replace(record: Record, tx: Tx): Promise<void>;
  /** Ids of what was deleted before `before`. */
  deletedBefore(before: Date): Promise<string[]>;
  /** Removes for good what was deleted before `before`; answers how many. */
  purgeDeleted(before: Date): Promise<number>;
}

/** Writes of many records in one command; throws for all what `insert` and `replace` throw for one. */
export interface ManyWrites<Record> {
  insertMany(records: readonly Record[], tx: Tx): Promise<void>;
  /** Each another record. */
  replaceMany(records: readonly Record[], tx: Tx): Promise<void>;
}
