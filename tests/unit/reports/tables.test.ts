import { describe, expect, test } from 'vitest';
import { barsOf, cellWords, groupsOf } from '../../../src/components/reports/cell-words.ts';
import type { ReportColumn, ReportRow } from '../../../src/lib/contracts/report.ts';
import { dealsHealthOf } from '../../../src/lib/domain/pipelines/deals-health.ts';
import { closedRows } from '../../../src/lib/domain/reports/deal-rows.ts';
import { closedBySourceTable } from '../../../src/lib/domain/reports/source-tables.ts';
import { workTable } from '../../../src/lib/domain/reports/team-tables.ts';

const sum = (currency: string, count: number, amount: number) => ({
  ...{ currency, count, amount, valued: count, fractionDigits: 2 },
});
const row = (cells: ReportRow['cells'], currency: string | null = null): ReportRow => ({ cells, currency, links: {} });

describe('rows of deals that closed', () => {
  test('one for each currency: what is won in one never meets another', () => {
    const rows = closedRows(
      'Sales',
      [
        { ...sum('EUR', 2, 300_00), status: 'won' },
        { ...sum('EUR', 1, 50_00), status: 'lost' },
        { ...sum('USD', 1, 70_00), status: 'lost' },
      ],
      ({ status, currency }) => `/${status}/${currency}`,
    );
    expect(rows.map(({ cells }) => cells)).toEqual([
      { name: 'Sales', currency: 'EUR', won: 2, wonValue: 300, lost: 1, lostValue: 50, winRate: 2 / 3 },
      { name: 'Sales', currency: 'USD', won: 0, wonValue: 0, lost: 1, lostValue: 70, winRate: 0 },
    ]);
    // Nothing to show, nothing to follow.
    expect(rows.map(({ links }) => links)).toEqual([{ won: '/won/EUR', lost: '/lost/EUR' }, { lost: '/lost/USD' }]);
  });

  test('by source, also of customers that are gone', () => {
    const deal = (id: string, customerId: string, amount: number | null) => ({
      ...{ id, customerId, amount, currency: 'EUR', fractionDigits: 2, status: 'won' as const, closedAt: new Date() },
    });
    const { rows } = closedBySourceTable(
      [deal('1', 'a', 100_00), deal('2', 'a', null), deal('3', 'gone', 10_00)],
      new Map([['a', 'cold-call']]),
    );
    expect(rows.map(({ cells }) => [cells.name, cells.won, cells.wonValue])).toEqual([
      ['Cold call', 2, 100],
      ['Customer is gone', 1, 10],
    ]);
  });
});

test('a member without figures has a row of zeros that leads nowhere', () => {
  const { rows } = workTable({
    members: [
      { id: 'a', name: 'Ada' },
      { id: 'b', name: 'Ben' },
    ],
    done: new Map([['a', 3]]),
    open: new Map([['a', { count: 2, overdue: 0 }]]),
    minutes: new Map([['a', 90]]),
    ...{ from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  });
  expect(rows.map(({ cells }) => cells)).toEqual([
    { name: 'Ada', done: 3, open: 2, overdue: 0, minutes: 90 },
    { name: 'Ben', done: 0, open: 0, overdue: 0, minutes: 0 },
  ]);
  expect(Object.keys(rows[0]!.links)).toEqual(['done', 'open']);
  expect(rows[1]!.links).toEqual({});
});

describe('a table', () => {
  const columns: ReportColumn[] = [
    { key: 'name', label: 'Name', kind: 'month' },
    { key: 'value', label: 'Value', kind: 'money' },
    { key: 'count', label: 'Count', kind: 'count' },
    { key: 'rate', label: 'Rate', kind: 'share' },
  ];
  const rows = [
    row({ name: '2026-11', value: 50, count: 1, rate: 0.5 }, 'EUR'),
    row({ name: '2026-11', value: 900, count: 4, rate: 0.25 }, 'USD'),
    row({ name: 'Overdue', value: 100, count: 2, rate: null }, 'EUR'),
  ];

  test('draws money within its currency, counts among all, shares as they are', () => {
    expect(barsOf({ columns, rows, drawn: 'value' })).toEqual([0.5, 1, 1]);
    expect(barsOf({ columns, rows, drawn: 'count' })).toEqual([0.25, 1, 0.5]);
    expect(barsOf({ columns, rows, drawn: 'rate' })).toEqual([0.5, 0.25, 0]);
    expect(barsOf({ columns, rows: [row({ count: 0 })], drawn: 'count' })).toEqual([0]);
  });

  test('says a name once for the rows that share it, and every value in words', () => {
    expect(groupsOf({ columns, rows }).map((group) => group.map(({ place }) => place))).toEqual([[0, 1], [2]]);
    expect(columns.map((column) => cellWords(column, rows[0]!))).toEqual(['November 2026', '€50', '1', '50 %']);
    expect(cellWords(columns[3]!, rows[2]!)).toBe('–');
    expect(cellWords(columns[0]!, rows[2]!)).toBe('Overdue');
  });
});

test('the health of pipelines: of this month, of those that have deals, and of deals in none', () => {
  const pipelines = [
    { id: 'p', name: 'Sales', type: 'sales' as const },
    { id: 'empty', name: 'Support', type: 'support' as const },
  ];
  const closed = (month: string, status: 'won' | 'lost', pipelineId: string | null) => ({
    ...sum('EUR', 1, 10_00),
    ...{ month, status, pipelineId },
  });
  const health = dealsHealthOf({
    pipelines,
    open: [
      { ...sum('EUR', 3, 30_00), pipelineId: 'p', stuck: 0 },
      { ...sum('EUR', 2, 20_00), pipelineId: 'p', stuck: 2 },
      { ...sum('EUR', 1, 10_00), pipelineId: 'gone', stuck: 0 },
    ],
    closed: [closed('2026-11', 'won', 'p'), closed('2026-10', 'won', 'p'), closed('2026-11', 'lost', null)],
    now: new Date('2026-11-27T12:00:00Z'),
  });
  expect(
    health.pipelines.map(({ pipeline, open, stuck, won, lost }) => [pipeline?.id, open.count, stuck, won.count, lost]),
  ).toEqual([
    ['p', 5, 2, 1, 0],
    [undefined, 1, 0, 0, 1],
  ]);
  expect(health.months.map(({ month, won, lost }) => [month, won.count, lost.count]).slice(-3)).toEqual([
    ['2026-09', 0, 0],
    ['2026-10', 1, 0],
    ['2026-11', 1, 1],
  ]);
});
