import type { CompanySettings } from '../../../lib/contracts/company-settings.ts';
import { usualCalendar } from '../../../lib/domain/usual-calendar.ts';
import { nobodyLimited } from '../../../lib/domain/own-records.ts';
import type { Ports } from '../../ports/index.ts';
import type { CompanySettingsRecord } from '../../records/index.ts';

/** What is stored, or version 1 that nobody wrote. */
export async function findCompanySettings({
  companySettings,
}: Pick<Ports, 'companySettings'>): Promise<CompanySettingsRecord> {
  // What was chosen before there was a setting does not say it.
  return { ...untouched, ...(await companySettings.find()) };
}

/** The settings as the API shows them. */
export const presentCompanySettings = ({
  name,
  calendar,
  currency,
  ownRecordsOnly,
  backups,
  version,
  updatedAt,
}: CompanySettingsRecord): CompanySettings => ({
  name,
  calendar,
  currency,
  ownRecordsOnly,
  backups,
  version,
  updatedAt: version > 1 ? updatedAt.toISOString() : null,
});

const untouched: CompanySettingsRecord = {
  id: '0'.repeat(24),
  version: 1,
  fieldVersions: {},
  deletedAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  name: null,
  calendar: usualCalendar,
  currency: 'USD',
  ownRecordsOnly: nobodyLimited,
  backups: { daily: false, keep: 7 },
};
