import type { Import } from '../../../lib/contracts/import.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { ImportRecord } from '../../records/index.ts';
import { sumOf } from './counts.ts';
import { previewImport } from './preview-import.ts';

/** An import as the API shows it, a draft with its preview. */
export async function presentImport(context: Context, record: ImportRecord): Promise<Import> {
  const preview = record.draft ? await previewImport(context, record) : null;
  return { ...(await summariseImport(context.ports, record)), preview };
}

/** An import without a preview. */
export async function summariseImport(ports: Pick<Ports, 'batchJobs'>, record: ImportRecord): Promise<Import> {
  const job = record.draft ? null : await ports.batchJobs.find(record.id);
  return {
    id: record.id,
    file: { name: record.file.name, size: record.file.size },
    state: record.draft ? 'draft' : (job?.status ?? 'complete'),
    error: job?.error?.message ?? null,
    progress: { done: sumOf(record.counts), total: job?.progress.total ?? null },
    options: record.options,
    columns: record.columns,
    counts: record.counts,
    preview: null,
    revertJobId: record.revertJobId,
    requestedBy: record.requestedBy,
    createdAt: record.createdAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
  };
}
