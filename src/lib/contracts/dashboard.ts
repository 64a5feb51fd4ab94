import { z } from 'zod';
import { activityTypes } from './activity.ts';
import { usageSummary } from './ai-usage.ts';
import { id, instant } from './common.ts';
import { dealTotals } from './deal.ts';
import { pipelineTypes } from './pipeline.ts';
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

export const dashboardAnalyticsQuery = z.object({
  since: instant.optional().describe('What others changed since then; default: a day ago.'),
});

const someDeals = z.object({ count: z.int(), totals: dealTotals });

/** How a pipeline does, of the deals the caller may see. */
export const pipelineHealth = z
  .object({
    pipeline: z
      .object({ id, name: z.string(), type: z.enum(pipelineTypes) })
      .nullable()
      .describe('Null for the deals that are in no pipeline.'),
    open: someDeals,
    stuck: z.int().describe('Open deals that are in their stage since `stuckSince` or longer.'),
    won: someDeals.describe('In this month (UTC).'),
    lost: z.int().describe('In this month (UTC).'),
  })
  .meta({ id: 'PipelineHealth' });
export type PipelineHealth = z.infer<typeof pipelineHealth>;

export const monthOfDeals = z
  .object({ month: z.string().describe('`2026-12`, UTC.'), won: someDeals, lost: someDeals })
  .meta({ id: 'MonthOfDeals' });
export type MonthOfDeals = z.infer<typeof monthOfDeals>;

export const dealsHealth = z
  .object({
    stuckSince: z.iso.date().describe('30 days ago.'),
    pipelines: z.array(pipelineHealth).describe('In their order; those without any such deal are left out.'),
    months: z
      .array(monthOfDeals)
      .describe('What was won and lost in the last six months, this one included, in order.'),
  })
  .meta({ id: 'DealsHealth' });
export type DealsHealth = z.infer<typeof dealsHealth>;

/** The newest of what others did to one record. */
export const recentChange = z
  .object({
    at: instant,
    type: z.enum(activityTypes),
    actor: z.object({ kind: z.string(), id: id.nullable(), name: z.string() }),
    record: z.object({ kind: z.enum(['customer', 'deal', 'task']), id, title: z.string() }),
    others: z.int().describe('How many changes of the record came before it, of those that were looked at.'),
  })
  .meta({ id: 'RecentChange' });
export type RecentChange = z.infer<typeof recentChange>;

/** What a member begins with besides their tasks. A part that is not for them to see is null. */
export const dashboardAnalytics = z
  .object({
    deals: dealsHealth.nullable(),
    changes: z.object({ since: instant, items: z.array(recentChange) }).nullable(),
    ai: usageSummary.pick({ from: true, to: true, totals: true, byDay: true }).extend({
      everyone: z.boolean().describe('Of all members; else of the caller alone.'),
    }),
  })
  .meta({ id: 'DashboardAnalytics' });
export type DashboardAnalytics = z.infer<typeof dashboardAnalytics>;
