import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Tells members what the clock made news: reminders that are due, tasks that became overdue. */
export const tellWhatIsDue = defineJob({
  id: 'tell-what-is-due',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-tell-what-is-due.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 10_000,
});
