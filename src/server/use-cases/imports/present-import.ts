import type { Import } from '../../../lib/contracts/import.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { ImportRecord } from '../../records/index.ts';
import { sumOf } from './counts.ts';
import { previewImport } from './preview-import.ts';

/** So many failed rows are told with the import; all of them are in a file of their own. */
const faultsShown = 20;
const cellShown = 200;

/** An import as the API shows it, a draft with its preview, one that has been run with the first rows that failed. */
export async function presentImport(context: Context, record: ImportRecord): Promise<Import> {
  const summary = await summariseImport(context.ports, record);
  if (record.draft) return { ...summary, preview: await previewImport(context, record) };
  return { ...summary, faults: record.counts.failed > 0 ? await firstFaults(context.ports, record.id) : [] };
}

async function firstFaults({ imports }: Pick<Ports, 'imports'>, id: string): Promise<Import['faults']> {
  const first: Import['faults'] = [];
  for await (const { row, cells, reason } of await imports.faults(id)) {
    first.push({ row, cells: cells.map((cell) => cell.slice(0, cellShown)), reason });
    if (first.length === faultsShown) break;
  }
  return first;
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
    faults: [],
    revertJobId: record.revertJobId,
    requestedBy: record.requestedBy,
    createdAt: record.createdAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
  };
}
