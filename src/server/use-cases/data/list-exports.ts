import type { DataExport } from '../../../lib/contracts/data.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { BatchJobRecord } from '../../records/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/** So long a file can be downloaded. */
export const exportKeptMs = 24 * 60 * 60 * 1000;
const mostShown = 10;

/** The latest exports of everyone, newest first. Throws ProblemError `forbidden`. */
export async function listExports({ ports, actor }: Context): Promise<DataExport[]> {
  requirePermission(actor, 'data.export', 'export all data');
  const jobs = await ports.batchJobs.ofKind('export_data', mostShown);
  return Promise.all(jobs.map((job) => presentExport(ports, job)));
}

export async function presentExport({ imports }: Pick<Ports, 'imports'>, job: BatchJobRecord): Promise<DataExport> {
  const { id, status, progress, error, createdAt, finishedAt } = job;
  const there = status === 'complete' && (await imports.hasFile(id));
  return {
    ...{ id, status, progress, error },
    createdAt: createdAt.toISOString(),
    file: there && finishedAt ? { until: new Date(createdAt.getTime() + exportKeptMs).toISOString() } : null,
  };
}
