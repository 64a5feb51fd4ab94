import type { ListCommentsQuery } from '../../lib/contracts/comment.ts';
import type { Page } from '../../lib/contracts/common.ts';
import type { CommentRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

/** What was said about tasks and deals. */
export interface CommentStore {
  /** Also finds what was deleted. */
  find(id: string): Promise<CommentRecord | null>;
  list(query: ListCommentsQuery & { about: string }): Promise<Page<CommentRecord>>;
  insert(record: CommentRecord, tx: Tx): Promise<void>;
  /** Replaces the record of version `record.version - 1`. Throws StaleRecordError when another change came first. */
  replace(record: CommentRecord, tx: Tx): Promise<void>;
  /** Removes those about tasks and deals that go for good. */
  forget(aboutIds: readonly string[]): Promise<void>;
}
