import type { ReportTable } from '../../contracts/report.ts';
import type { Outcome } from '../pipelines/analytics/deal-figures.ts';
import { capitalise } from '../../planning/text.ts';
import { closedColumns, closedRows, path } from './deal-rows.ts';

const nameOf = (source: string): string => capitalise(source.replaceAll('-', ' '));

export const newCustomersTable = (
  made: readonly { source: string; count: number }[],
  { from, to }: { from: string; to: string },
): ReportTable => ({
  ...{ id: 'new', title: 'New customers', drawn: 'customers' },
  note: 'Customers that were added in these days, by where they came from.',
  columns: [
    { key: 'name', label: 'Source', kind: 'text' },
    { key: 'customers', label: 'Customers', kind: 'count' },
  ],
  rows: made
    .toSorted((one, other) => other.count - one.count || (one.source < other.source ? -1 : 1))
    .map(({ source, count }) => ({
      cells: { name: nameOf(source), customers: count },
      currency: null,
      links: { customers: path('/app/customers', { source, createdAfter: from, createdBefore: to }) },
    })),
});

/** @param sources where each customer came from; who is gone for good is in none */
export function closedBySourceTable(outcomes: readonly Outcome[], sources: ReadonlyMap<string, string>): ReportTable {
  const sums = outcomes.map(({ customerId, amount, ...deal }) => ({
    ...deal,
    source: sources.get(customerId) ?? '',
    ...{ count: 1, valued: amount === null ? 0 : 1, amount: amount ?? 0 },
  }));
  const bySource = [...Map.groupBy(sums, ({ source }) => source)];
  return {
    ...{ id: 'closed', title: 'Won and lost', drawn: 'winRate' },
    note: 'Deals that were won or lost in these days, by where their customers came from.',
    columns: [{ key: 'name', label: 'Source', kind: 'text' }, ...closedColumns],
    rows: bySource
      .toSorted(([, one], [, other]) => other.length - one.length)
      .flatMap(([source, deals]) => closedRows(source === '' ? 'Customer is gone' : nameOf(source), deals)),
  };
}
