import { z } from 'zod';
import { currency, instant, version } from './common.ts';
import { workingCalendar, workingCalendarPatch } from './working-calendar.ts';

const name = z.string().trim().min(1, 'must not be empty').max(80).nullable();

/** What holds for the whole company. */
export const companySettings = z
  .object({
    name: name.describe('As mails and the dashboard show it. Null: that of the server (SITE_NAME).'),
    calendar: workingCalendar,
    currency: currency.describe('Of new deals, unless another is named.'),
    backups: z
      .object({ daily: z.boolean(), keep: z.int() })
      .describe('Of the embedded database: whether one is made each day, and how many are kept.'),
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
    name,
    calendar: workingCalendarPatch,
    currency,
    backups: z.strictObject({ daily: z.boolean(), keep: z.int().min(1).max(60) }).partial(),
    ownRecordsOnly: z.strictObject({ sales: z.boolean(), marketing: z.boolean() }).partial(),
  })
  .partial()
  .meta({ id: 'UpdateCompanySettingsRequest' });
export type UpdateCompanySettingsRequest = z.infer<typeof updateCompanySettingsRequest>;
