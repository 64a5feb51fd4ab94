import { runBatch } from '../use-cases/batches/run-batch.ts';
import type { JobRun } from './define-job.ts';
import { untilOver } from './until-over.ts';

/** Runs the batch from where it is. */
export const handle = (
  { jobId }: { jobId: string },
  { container: { ports }, signal, isLastAttempt }: JobRun,
): Promise<void> => untilOver(() => runBatch(ports, jobId, { signal, isLastAttempt }), signal);
