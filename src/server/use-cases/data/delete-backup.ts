import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { noteInAudit } from '../audit/note.ts';
import { requirePermission } from '../shared/authorise.ts';

/** Deletes a backup for good. Throws ProblemError `forbidden` or `not_found`. */
export async function deleteBackup({ ports, actor }: Context, name: string): Promise<void> {
  requirePermission(actor, 'data.export', 'delete backups');
  if (!ports.backups.available || !(await ports.backups.remove(name))) throw notFound('backup');
  await noteInAudit(ports, actor, { kind: 'deleted', subject: { type: 'data', id: null, name } });
}
