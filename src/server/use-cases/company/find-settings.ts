import type { CompanySettings } from '../../../lib/contracts/company-settings.ts';
import type { Ports } from '../../ports/index.ts';
import type { CompanySettingsRecord } from '../../records/index.ts';

/** What is stored, or version 1 that nobody wrote. */
export async function findCompanySettings({
  companySettings,
}: Pick<Ports, 'companySettings'>): Promise<CompanySettingsRecord> {
  return (await companySettings.find()) ?? untouched;
}

/** The settings as the API shows them. */
export const presentCompanySettings = ({ currency, version, updatedAt }: CompanySettingsRecord): CompanySettings => ({
  currency,
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
  currency: 'USD',
};
