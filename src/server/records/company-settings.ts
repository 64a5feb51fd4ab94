import type { CompanyCalendar } from '../../lib/contracts/working-calendar.ts';
import type { OwnRecordsOnly } from '../../lib/domain/own-records.ts';
import type { Versioned } from './versioned.ts';

/** What admins chose for the company. Version 1 is never stored: it is what holds before anyone chose. */
export interface CompanySettingsRecord extends Versioned {
  /** Null: SITE_NAME. */
  name: string | null;
  calendar: CompanyCalendar;
  /** ISO 4217. */
  currency: string;
  ownRecordsOnly: OwnRecordsOnly;
  /** Of the embedded database. */
  backups: { daily: boolean; keep: number };
}
