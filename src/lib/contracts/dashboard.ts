import { z } from 'zod';
import { timeZone } from './recurrence.ts';
import { task } from './task.ts';

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

const some = z.object({ items: z.array(task), total: z.int() });

/** What a member's day begins with: the first of each list, and how many there are. */
export const today = z
  .object({
    overdue: some.describe('Mine, open and past their date, the oldest first.'),
    due: some.describe('Mine, open and still due today.'),
    starting: some.describe('Mine, not begun, planned to start today.'),
    upcoming: some.describe('Mine, open and due within a week after today.'),
    underWay: some.describe('Mine, begun and not finished.'),
    recent: some.describe('Everyone’s, changed last.'),
  })
  .meta({ id: 'Today' });
export type Today = z.infer<typeof today>;

export const todayQuery = z.object({ zone: timeZone.default('UTC').describe('Whose day it is.') });
