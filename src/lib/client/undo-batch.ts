import type { Job } from '../contracts/job.ts';
import { api } from './api.ts';
import { followJob, isLarge } from './jobs.ts';
import { toast, toastFailure } from './toasts.ts';

/** Seconds in which most is put back; what takes longer is followed as a job. */
const patience = 5;

/**
 * Puts a batch of changes back and says what came of it.
 * @param of what keeps the batch, and is to know that it was put back
 */
export async function undoBatch(batchId: string, of: 'batches' | 'imports' = 'batches'): Promise<void> {
  try {
    const { job } = await api.post<{ job: Job }>(`/${of}/${batchId}/revert`, {}, { wait: patience });
    if (job.status !== 'complete' || !job.result || isLarge(job)) {
      followJob(job);
      return;
    }
    const { changed, refused, refusals } = job.result;
    if (refused === 0) toast({ message: 'Undone.' });
    else {
      const why = refusals[0]?.error.detail ?? '';
      toast({ message: `${changed} put back, ${refused} left as they are. ${why}`, tone: 'danger' });
    }
  } catch (error) {
    toastFailure('Not undone', error);
  }
}
