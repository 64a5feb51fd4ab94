import { z } from 'zod';
import { currency, instant } from './common.ts';
import { pipelineAnalyticsQuery } from './pipeline-analytics.ts';

/** What there are reports of. */
export const reportIds = ['pipeline', 'sources', 'team', 'ai'] as const;
export const reportId = z.enum(reportIds).meta({ id: 'ReportId' });
export type ReportId = z.infer<typeof reportId>;

export const reportQuery = pipelineAnalyticsQuery;
export type ReportQuery = z.infer<typeof reportQuery>;

export const reportColumn = z.object({
  key: z.string(),
  label: z.string(),
  kind: z
    .enum(['text', 'month', 'count', 'money', 'share', 'minutes', 'dollars'])
    .describe(
      'month: `2026-12`, or a word; money: in the currency of the row; share: 0–1; minutes: whole ones; dollars: US dollars.',
    ),
});
export type ReportColumn = z.infer<typeof reportColumn>;

/** A table whose columns say what they hold, so that pages and files show all of them alike. */
export const reportTable = z
  .object({
    id: z.string(),
    title: z.string(),
    note: z.string(),
    columns: z.array(reportColumn).describe('The first names the row.'),
    drawn: z.string().nullable().describe('The column whose values are drawn as bars.'),
    rows: z.array(
      z.object({
        cells: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).describe('By key of the column.'),
        currency: currency.nullable().describe('Of the row’s money: amounts of different currencies never meet.'),
        links: z.record(z.string(), z.string()).describe('By key: the list behind the figure, a path of this site.'),
      }),
    ),
  })
  .meta({ id: 'ReportTable' });
export type ReportTable = z.infer<typeof reportTable>;
export type ReportRow = ReportTable['rows'][number];

export const report = z
  .object({
    id: reportId,
    from: instant,
    to: instant,
    everyone: z.boolean().describe('Of all members and records; else of what is the caller’s own.'),
    tables: z.array(reportTable),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof report>;
