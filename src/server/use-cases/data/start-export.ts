import type { Job } from '../../../lib/contracts/job.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { newBatch } from '../batches/queue-batch.ts';
import { requirePermission } from '../shared/authorise.ts';

/**
 * Queues the export of everything, and notes it in the audit log.
 * @throws ProblemError `forbidden`, or `conflict` while one is under way
 */
export async function startExport(context: Context): Promise<Job> {
  const { ports, actor } = context;
  requirePermission(actor, 'data.export', 'export all data');
  const [latest] = await ports.batchJobs.ofKind('export_data', 1);
  if (latest?.status === 'queued' || latest?.status === 'running') {
    throw new ProblemError('conflict', 'An export is under way already.');
  }
  const { job, events, write } = newBatch(context, { kind: 'export_data', input: {}, total: null });
  const audit = [{ kind: 'exported', subject: { type: 'data', id: null, name: 'all data' } } as const];
  await ports.commit({ actor, events, audit, write });
  return job;
}
