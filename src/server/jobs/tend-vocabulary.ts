import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Keeps the words by which mistyped ones are recognised to those that records have. */
export const tendVocabulary = defineJob({
  id: 'tend-vocabulary',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-tend-vocabulary.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 12 * 60 * 60 * 1000,
});
