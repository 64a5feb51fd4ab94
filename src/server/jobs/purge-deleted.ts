import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Empties the bin of what was put there 30 days ago. */
export const purgeDeleted = defineJob({
  id: 'purge-deleted',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-purge-deleted.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 6 * 60 * 60 * 1000,
});
