import { z } from 'zod';
import { currency, instant, version } from './common.ts';

/** What holds for the whole company. */
export const companySettings = z
  .object({
    currency: currency.describe('Of new deals, unless another is named.'),
    version,
    updatedAt: instant.nullable().describe('Null until someone changed something.'),
  })
  .meta({ id: 'CompanySettings' });
export type CompanySettings = z.infer<typeof companySettings>;

export const updateCompanySettingsRequest = z
  .strictObject({ currency })
  .partial()
  .meta({ id: 'UpdateCompanySettingsRequest' });
export type UpdateCompanySettingsRequest = z.infer<typeof updateCompanySettingsRequest>;
