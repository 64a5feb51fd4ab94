import type { Job } from '../../../lib/contracts/job.ts';
import type { BatchJobRecord } from '../../records/index.ts';

/** A job as the API shows it. */
export const presentJob = (record: BatchJobRecord): Job => ({
  id: record.id,
  kind: record.kind,
  status: record.status,
  progress: record.progress,
  result: record.result,
  error: record.error,
  createdAt: record.createdAt.toISOString(),
  finishedAt: record.finishedAt?.toISOString() ?? null,
});
