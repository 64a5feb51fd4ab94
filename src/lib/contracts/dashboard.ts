import { z } from 'zod';

export const dashboardStats = z
  .object({
    tasks: z.object({
      byStatus: z.record(z.string(), z.int()),
      overdue: z.int(),
      dueToday: z.int(),
    }),
    customers: z.object({ byStatus: z.record(z.string(), z.int()), byStage: z.record(z.string(), z.int()) }),
    ai: z.object({
      generationsToday: z.int(),
      tokensThisMonth: z.int(),
      costThisMonth: z.number().describe('US dollars, as the provider reported, else by the price list.'),
    }),
  })
  .meta({ id: 'DashboardStats' });
export type DashboardStats = z.infer<typeof dashboardStats>;
