import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { noteExport } from '../audit/note-export.ts';
import { requirePermission } from '../shared/authorise.ts';

/**
 * The file of an export, read as it is taken. That it was downloaded is noted in the audit log.
 * @throws ProblemError `forbidden`, or `not_found` when it is not ready or its time is over
 */
export async function readExport(
  context: Context,
  id: string,
): Promise<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  const { ports, actor } = context;
  requirePermission(actor, 'data.export', 'export all data');
  const job = await ports.batchJobs.find(id);
  const ready = job?.kind === 'export_data' && job.status === 'complete' && (await ports.imports.hasFile(id));
  if (!job || !ready) throw notFound('export');
  await noteExport(context, { type: 'data', id, name: 'all data' }, {});
  const name = `throughline-${job.createdAt.toISOString().slice(0, 10)}.zip`;
  return { name, bytes: await ports.imports.pieces(id) };
}
