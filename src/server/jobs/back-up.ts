import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Looks every hour whether the daily backup of the embedded database is due. */
export const backUp = defineJob({
  id: 'back-up',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-back-up.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 60 * 60 * 1000,
});
