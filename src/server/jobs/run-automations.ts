import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Goes on with the runs of automations whose time has come. */
export const runAutomations = defineJob({
  id: 'run-automations',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-run-automations.ts'),
  concurrency: 1,
  attempts: 3,
  everyMs: 2000,
});
