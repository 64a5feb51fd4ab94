import { z } from 'zod';
import { aiSettings } from './ai-settings.ts';

/** Who would make a plan now, and what would be sent for it besides the task itself. */
export const planNotice = z.object({
  models: aiSettings.shape.models.nullable().describe('Null: none is set up, and the local planner makes it.'),
  sends: z.object({ customer: z.boolean(), notes: z.boolean(), similarTasks: z.boolean() }),
});
export type PlanNotice = z.infer<typeof planNotice>;
