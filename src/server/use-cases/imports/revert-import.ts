import type { Job } from '../../../lib/contracts/job.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { revertBatch } from '../batches/revert-batch.ts';
import { isOver } from '../runs/wait-for-end.ts';
import { findImport } from './find-import.ts';

/**
 * Puts back what an import did, as a job: new customers go to the bin, changed ones become as they were but for what
 * someone changed since.
 * @throws ProblemError `forbidden`, `not_found`, or `conflict` when nothing of it is there to be put back
 */
export async function revertImport(context: Context, id: string): Promise<Job> {
  const { ports, actor } = context;
  const record = await findImport(context, id);
  const job = record.draft ? null : await ports.batchJobs.find(id);
  if (!job || !isOver(job)) {
    throw new ProblemError('conflict', 'Only an import that has ended can be put back. Cancel it first, or wait.');
  }
  if (record.counts.created + record.counts.updated === 0) {
    throw new ProblemError('conflict', 'This import changed nothing, so there is nothing to put back.');
  }
  if (record.revertJobId !== null) {
    throw new ProblemError('conflict', 'This import is put back already.');
  }
  const revert = await revertBatch(context, id);
  await ports.commit({
    actor,
    events: [],
    write: (tx) => ports.imports.update(id, { revertJobId: revert.id }, { whileDraft: false }, tx),
  });
  return revert;
}
