import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { defineJob } from './define-job.ts';

/** Lets a deal go on by itself when its stage says so. */
export const tendDeal = defineJob({
  id: 'tend-deal',
  version: 1,
  schema: z.object({
    dealId: id,
    depth: z.int().nullable().default(null).describe('Of what changed the deal; null for a person.'),
  }),
  load: () => import('./handle-tend-deal.ts'),
  concurrency: 2,
  attempts: 6,
});
