import type { Ports } from '../../ports/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { keepNewest } from './keep-newest.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Makes a backup when the settings ask for one a day and the newest is a day old. Answers whether it did. */
export async function backUpDaily(
  ports: Pick<Ports, 'backups' | 'companySettings' | 'clock'>,
  signal: AbortSignal,
): Promise<boolean> {
  if (!ports.backups.available) return false;
  const { backups: chosen } = await findCompanySettings(ports);
  if (!chosen.daily) return false;
  const now = ports.clock.now();
  const [newest] = await ports.backups.list();
  if (newest && now.getTime() - newest.createdAt.getTime() < dayMs) return false;
  await ports.backups.make(now, signal);
  await keepNewest(ports);
  return true;
}
