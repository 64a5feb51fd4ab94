import type { BackupList } from '../../../lib/contracts/data.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/** The kept copies of the embedded database, newest first. Throws ProblemError `forbidden`. */
export async function listBackups({ ports, actor }: Context): Promise<BackupList> {
  requirePermission(actor, 'data.export', 'see backups');
  const { available } = ports.backups;
  const items = available ? await ports.backups.list() : [];
  return { available, items: items.map((backup) => ({ ...backup, createdAt: backup.createdAt.toISOString() })) };
}
