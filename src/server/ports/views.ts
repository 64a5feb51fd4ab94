import type { Page } from '../../lib/contracts/common.ts';
import type { ListViewsQuery, ViewList } from '../../lib/contracts/view.ts';
import type { ListChoice, ViewRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

export interface ViewStore {
  /** Also finds deleted ones. */
  find(id: string): Promise<ViewRecord | null>;
  /** A member's own and the shared ones, of these lists. */
  list(query: Omit<ListViewsQuery, 'list'> & { lists: readonly ViewList[]; member: string }): Promise<Page<ViewRecord>>;
  insert(record: ViewRecord, tx: Tx): Promise<void>;
  /** Replaces the record of version `record.version - 1`. Throws StaleRecordError when another change came first. */
  replace(record: ViewRecord, tx: Tx): Promise<void>;
  /** Removes for good what was deleted before `before`; answers how many. */
  purgeDeleted(before: Date): Promise<number>;
}

/** How members see lists; null for whoever never chose. */
export interface ListChoiceStore {
  find(member: string, list: ViewList): Promise<ListChoice | null>;
  save(member: string, list: ViewList, choice: ListChoice, tx: Tx): Promise<void>;
}
