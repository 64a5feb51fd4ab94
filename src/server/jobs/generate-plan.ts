import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { defineJob } from './define-job.ts';

/** Runs a generation. */
export const generatePlan = defineJob({
  id: 'generate-plan',
  version: 1,
  schema: z.object({ generationId: id }),
  load: () => import('./handle-generate-plan.ts'),
  concurrency: 10,
  attempts: 6,
});
