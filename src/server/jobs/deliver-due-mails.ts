import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Tries mails again when their time has come. */
export const deliverDueMails = defineJob({
  id: 'deliver-due-mails',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-deliver-due-mails.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 5000,
});
