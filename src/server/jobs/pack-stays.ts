import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Packs the history of pipelines, so that their figures are read fast. */
export const packStays = defineJob({
  id: 'pack-stays',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-pack-stays.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 15 * 60 * 1000,
  atStart: true,
});
