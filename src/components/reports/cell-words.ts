import { formatCount, formatMonth, formatSpan } from '../../lib/client/format.ts';
import { formatMoney } from '../../lib/client/money.ts';
import type { ReportColumn, ReportRow, ReportTable } from '../../lib/contracts/report.ts';
import { formatCost } from '../ai/usage-words.ts';
import { percent } from '../pipelines/analytics/analytics-words.ts';

/** What a cell says: `1,204`, `€64,000`, `38 %`, `2 days`; a dash for nothing. */
export function cellWords({ key, kind }: ReportColumn, { cells, currency }: ReportRow): string {
  const value = cells[key];
  if (value === null || value === undefined || value === '') return '–';
  if (kind === 'month' && /^\d{4}-\d{2}$/.test(String(value))) return formatMonth(`${value}-01`);
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'text':
    case 'month':
      return String(value);
    case 'count':
      return formatCount(value);
    case 'money':
      return value === 0 ? '–' : formatMoney(Math.round(value), currency ?? 'USD');
    case 'share':
      return percent(value);
    case 'minutes':
      return value === 0 ? '–' : formatSpan(value);
    case 'dollars':
      return formatCost(value);
  }
}

/** How long each row's bar is, 0–1: a share as it is, else compared with the most; money within its currency only. */
export function barsOf({ columns, rows, drawn }: Pick<ReportTable, 'columns' | 'rows' | 'drawn'>): number[] {
  const kind = columns.find(({ key }) => key === drawn)?.kind;
  const valueOf = ({ cells }: ReportRow): number => {
    const value = drawn === null ? null : cells[drawn];
    return typeof value === 'number' ? value : 0;
  };
  return rows.map((row) => {
    if (kind === 'share') return valueOf(row);
    const alike = kind === 'money' ? rows.filter(({ currency }) => currency === row.currency) : rows;
    const most = Math.max(0, ...alike.map(valueOf));
    return most === 0 ? 0 : valueOf(row) / most;
  });
}

/** Rows one after another that have the same name, with their places in the table: the name stands once. */
export function groupsOf({ columns: [name], rows }: Pick<ReportTable, 'columns' | 'rows'>) {
  const groups: { row: ReportRow; place: number }[][] = [];
  for (const [place, row] of rows.entries()) {
    const last = groups.at(-1);
    const same = name && last?.[0]?.row.cells[name.key] === row.cells[name.key];
    if (same) last?.push({ row, place });
    else groups.push([{ row, place }]);
  }
  return groups;
}
