import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { noteExport } from '../audit/note-export.ts';
import { requirePermission } from '../shared/authorise.ts';

/** A backup's bytes, read as they are taken; noted in the audit log. Throws ProblemError `forbidden` or `not_found`. */
export async function readBackup(
  context: Context,
  name: string,
): Promise<{ size: number; bytes: AsyncIterable<Uint8Array> }> {
  const { ports, actor } = context;
  requirePermission(actor, 'data.export', 'download backups');
  const backup = ports.backups.available ? await ports.backups.read(name) : null;
  if (!backup) throw notFound('backup');
  await noteExport(context, { type: 'data', id: null, name }, {});
  return backup;
}
