import type { CompanySettings } from '../../../lib/contracts/company-settings.ts';
import type { Context } from '../../ports/index.ts';
import { findCompanySettings, presentCompanySettings } from './find-settings.ts';

/** What holds for the whole company: every member may know it. */
export async function getCompanySettings({ ports }: Context): Promise<CompanySettings> {
  return presentCompanySettings(await findCompanySettings(ports));
}
