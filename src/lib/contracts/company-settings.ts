import { z } from 'zod';
import { currency, instant, version } from './common.ts';

/** What holds for the whole company. */
export const companySettings = z
  .object({
    currency: currency.describe('Of new deals, unless another is named.'),
    ownRecordsOnly: z
      .object({ sales: z.boolean(), marketing: z.boolean() })
      .describe('Members of these roles see the customers, deals and tasks of their own, and no others.'),
    version,
    updatedAt: instant.nullable().describe('Null until someone changed something.'),
  })
  .meta({ id: 'CompanySettings' });
export type CompanySettings = z.infer<typeof companySettings>;

export const updateCompanySettingsRequest = z
  .strictObject({
    currency,
    ownRecordsOnly: z.strictObject({ sales: z.boolean(), marketing: z.boolean() }).partial(),
  })
  .partial()
  .meta({ id: 'UpdateCompanySettingsRequest' });
export type UpdateCompanySettingsRequest = z.infer<typeof updateCompanySettingsRequest>;
