import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { defineJob } from './define-job.ts';

/** Works on many records, as somebody asked. */
export const runBatch = defineJob({
  id: 'run-batch',
  version: 1,
  schema: z.object({ jobId: id }),
  load: () => import('./handle-run-batch.ts'),
  concurrency: 2,
  attempts: 6,
});
