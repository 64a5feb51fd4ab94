import type { Ports } from '../../ports/index.ts';
import { findCompanySettings } from './find-settings.ts';

/** What the company calls itself here: its own choice, else SITE_NAME. */
export const siteNameOf = async (ports: Pick<Ports, 'companySettings' | 'policy'>): Promise<string> =>
  (await findCompanySettings(ports)).name ?? ports.policy.siteName;
