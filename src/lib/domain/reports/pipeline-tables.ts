import type { Forecast } from '../../contracts/pipeline-analytics.ts';
import type { Pipeline } from '../../contracts/pipeline.ts';
import { dayWords } from '../insights/words.ts';
import type { ReportRow, ReportTable } from '../../contracts/report.ts';
import { totalsOf, type Sum } from '../pipelines/analytics/deal-figures.ts';
import { closedColumns, closedRows, path, present } from './deal-rows.ts';

type Named = Pick<Pipeline, 'id' | 'name'>;
type OfPipeline = Sum & { pipelineId: string | null };
type Closed = OfPipeline & { month: string; status: 'won' | 'lost' };

/** The days a report is about, both whole; UTC. */
export interface Days {
  first: string;
  last: string;
}

const nameless = 'In no pipeline';
/** Pipelines, and what is in none of them. */
const placesOf = (pipelines: readonly Named[]) => [
  ...pipelines.map(({ id, name }) => ({ name, query: id, has: (sum: OfPipeline) => sum.pipelineId === id })),
  {
    name: nameless,
    query: 'none',
    has: ({ pipelineId }: OfPipeline) => !pipelines.some(({ id }) => id === pipelineId),
  },
];

export function openTable(
  pipelines: readonly Named[],
  open: readonly (OfPipeline & { stuck: number })[],
  stuckSince: string,
): ReportTable {
  const rows = placesOf(pipelines).flatMap(({ name, query, has }) => {
    const here = open.filter(has);
    return totalsOf(here).map(({ currency, count, value, withoutValue }): ReportRow => {
      const waiting = here.reduce((sum, one) => sum + (one.currency === currency ? one.stuck : 0), 0);
      const list = { pipelineId: query, status: 'open', currency };
      return {
        cells: { name, currency, open: count, value, withoutValue, stuck: waiting },
        currency,
        links: present({
          open: path('/app/deals', list),
          stuck: waiting > 0 ? path('/app/deals', { ...list, stageTo: stuckSince, sort: 'stageSince' }) : null,
        }),
      };
    });
  });
  return {
    ...{ id: 'open', title: 'Open now', drawn: 'open', rows },
    note: `Open deals of this moment. Stuck: in their stage since ${dayWords(new Date(stuckSince))} or longer.`,
    columns: [
      { key: 'name', label: 'Pipeline', kind: 'text' },
      { key: 'currency', label: 'Currency', kind: 'text' },
      { key: 'open', label: 'Deals', kind: 'count' },
      { key: 'value', label: 'Value', kind: 'money' },
      { key: 'withoutValue', label: 'Without a value', kind: 'count' },
      { key: 'stuck', label: 'Stuck', kind: 'count' },
    ],
  };
}

export const closedTable = (
  pipelines: readonly Named[],
  closed: readonly Closed[],
  { first, last }: Days,
): ReportTable => ({
  ...{ id: 'closed', title: 'Won and lost', drawn: 'winRate' },
  note: 'Deals that were won or lost in these days, whenever they came in.',
  columns: [{ key: 'name', label: 'Pipeline', kind: 'text' }, ...closedColumns],
  rows: placesOf(pipelines).flatMap(({ name, query, has }) =>
    closedRows(name, closed.filter(has), (more) =>
      path('/app/deals', { pipelineId: query, ...more, closedFrom: first, closedTo: last }),
    ),
  ),
});

export const monthsTable = (closed: readonly Closed[]): ReportTable => ({
  ...{ id: 'months', title: 'Month by month', drawn: 'wonValue' },
  note: 'The same deals by the month they were won or lost in.',
  columns: [{ key: 'name', label: 'Month', kind: 'month' }, ...closedColumns],
  rows: [...Map.groupBy(closed, ({ month }) => month)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([month, ofMonth]) => closedRows(month, ofMonth)),
});

export function forecastTable({ overdue, months, undated }: Forecast): ReportTable {
  const groups = [
    { name: 'Overdue', ...overdue },
    ...months.map(({ month, ...figures }) => ({ name: month, ...figures })),
    { name: 'No day set', ...undated },
  ];
  return {
    ...{ id: 'forecast', title: 'Forecast', drawn: 'weighted' },
    note: 'Open deals of now by when they are expected to close; weighted by how likely their stage is won.',
    columns: [
      { key: 'name', label: 'Expected to close', kind: 'month' },
      { key: 'currency', label: 'Currency', kind: 'text' },
      { key: 'deals', label: 'Deals', kind: 'count' },
      { key: 'value', label: 'Value', kind: 'money' },
      { key: 'weighted', label: 'Weighted', kind: 'money' },
    ],
    rows: groups.flatMap(({ name, totals }) =>
      totals.map(({ currency, count, value, weighted }) => ({
        ...{ cells: { name, currency, deals: count, value, weighted }, currency, links: {} },
      })),
    ),
  };
}

export const conversionTable = (
  pipelines: readonly Pick<Pipeline, 'id' | 'name' | 'stages' | 'analytics'>[],
): ReportTable => ({
  ...{ id: 'conversion', title: 'From stage to stage', drawn: 'rate' },
  note: 'Of all stays in a stage that ever ended, those that went on to the next one, and how long they took on average.',
  columns: [
    { key: 'name', label: 'Pipeline', kind: 'text' },
    { key: 'from', label: 'From', kind: 'text' },
    { key: 'to', label: 'To', kind: 'text' },
    { key: 'rate', label: 'Went on', kind: 'share' },
    { key: 'time', label: 'Average time', kind: 'minutes' },
  ],
  rows: pipelines.flatMap(({ id, name, stages, analytics }) => {
    const stageName = (stageId: string) => stages.find((stage) => stage.id === stageId)?.name ?? '';
    return analytics.conversionRates.map(({ fromStage, toStage, rate, avgTimeInStage }) => ({
      cells: { name, from: stageName(fromStage), to: stageName(toStage), rate, time: Math.round(avgTimeInStage) },
      currency: null,
      links: { name: `/app/pipelines/${id}/analytics` },
    }));
  }),
});
