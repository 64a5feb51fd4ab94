import type { AuditFilters, ListAuditQuery } from '../../lib/contracts/audit.ts';
import type { Page } from '../../lib/contracts/common.ts';
import type { AuditRecord } from '../records/index.ts';

/** Who did what they may have to answer for. Entries are written with the change they tell of: see `Commit`. */
export interface AuditStore {
  list(query: ListAuditQuery): Promise<Page<AuditRecord>>;
  /** All that match, newest first, read as they are taken. */
  each(filters: AuditFilters): Promise<AsyncIterable<AuditRecord>>;
}
