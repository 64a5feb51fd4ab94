import type { Page } from '../../lib/contracts/common.ts';
import type { ListMailTemplatesQuery } from '../../lib/contracts/mail-template.ts';
import type { MailTemplateRecord } from '../records/index.ts';
import type { Tx } from './commit.ts';

/** No two living templates have the same name, whatever its case: `insert` and `replace` throw DuplicateKeyError. */
export interface MailTemplateStore {
  /** Also finds deleted ones. */
  find(id: string): Promise<MailTemplateRecord | null>;
  /** The living one of this name. */
  named(name: string): Promise<MailTemplateRecord | null>;
  list(query: ListMailTemplatesQuery): Promise<Page<MailTemplateRecord>>;
  insert(record: MailTemplateRecord, tx: Tx): Promise<void>;
  /** Replaces the record of version `record.version - 1`. Throws StaleRecordError when another change came first. */
  replace(record: MailTemplateRecord, tx: Tx): Promise<void>;
  /** Removes for good what was deleted before `before`; answers how many. */
  purgeDeleted(before: Date): Promise<number>;
}
