import type { Ports } from '../../ports/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';

/** Removes all but so many of the newest backups as the settings say. */
export async function keepNewest(ports: Pick<Ports, 'backups' | 'companySettings'>): Promise<void> {
  const { backups: chosen } = await findCompanySettings(ports);
  const old = (await ports.backups.list()).slice(chosen.keep);
  for (const { name } of old) await ports.backups.remove(name);
}
