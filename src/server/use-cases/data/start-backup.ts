import type { Job } from '../../../lib/contracts/job.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { queueBatch } from '../batches/queue-batch.ts';
import { requirePermission } from '../shared/authorise.ts';

/**
 * Queues a backup of the embedded database.
 * @throws ProblemError `forbidden`, or `conflict` with a MongoDB of one's own or while a backup is being made
 */
export async function startBackup(context: Context): Promise<Job> {
  const { ports, actor } = context;
  requirePermission(actor, 'data.export', 'back up the database');
  if (!ports.backups.available) {
    throw new ProblemError('conflict', 'The database is a MongoDB of its own: back it up with mongodump.');
  }
  const [latest] = await ports.batchJobs.ofKind('back_up', 1);
  if (latest?.status === 'queued' || latest?.status === 'running') {
    throw new ProblemError('conflict', 'A backup is being made already.');
  }
  return queueBatch(context, { kind: 'back_up', input: {}, total: null });
}
