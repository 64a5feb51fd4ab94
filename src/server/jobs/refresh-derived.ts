import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** After an upgrade: derives anew what records are sorted and searched by. */
export const refreshDerived = defineJob({
  id: 'refresh-derived',
  version: 1,
  schema: z.object({}),
  load: () => import('./handle-refresh-derived.ts'),
  concurrency: 1,
  attempts: 3,
  atStart: true,
});
