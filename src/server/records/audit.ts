import type { AuditEntry } from '../../lib/contracts/audit.ts';

export interface AuditRecord extends Omit<AuditEntry, 'at' | 'subject'> {
  at: Date;
  /** `name` null: to be looked up. */
  subject: (Omit<NonNullable<AuditEntry['subject']>, 'name'> & { name: string | null }) | null;
}
