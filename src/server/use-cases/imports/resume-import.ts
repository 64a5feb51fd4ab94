import type { Job } from '../../../lib/contracts/job.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { StaleRecordError, type Context } from '../../ports/index.ts';
import type { ImportRecord } from '../../records/index.ts';
import { presentJob } from '../batches/present-job.ts';
import { isOver } from '../runs/wait-for-end.ts';
import { runAlready } from './update-import.ts';

/**
 * Goes on with an import that was cancelled or failed, from the first row that is not in the database.
 * @throws ProblemError `conflict` when it is under way, done, put back, or its file is gone
 */
export async function resumeImport({ ports, actor }: Context, record: ImportRecord): Promise<Job> {
  const job = await ports.batchJobs.find(record.id);
  if (!job || job.status === 'complete') throw runAlready();
  if (!isOver(job)) throw underWay();
  if (record.revertJobId !== null) {
    throw new ProblemError('conflict', 'This import was put back. Upload the file again to import it once more.');
  }
  if (!(await ports.imports.hasFile(record.file.id))) {
    throw new ProblemError('conflict', 'The file is no longer there: files are kept for three days. Upload it again.');
  }
  try {
    await ports.commit({
      actor,
      events: [{ type: 'batch.requested', jobId: job.id }],
      write: (tx) => ports.batchJobs.resume(job.id, job.fence, tx),
    });
  } catch (error) {
    throw error instanceof StaleRecordError ? underWay() : error;
  }
  return presentJob({ ...job, status: 'queued', error: null, finishedAt: null });
}

const underWay = () => new ProblemError('conflict', 'This import is under way already.');
