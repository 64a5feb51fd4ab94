import { formatCount, formatSpan } from '../../lib/client/format.ts';
import { formatMoney } from '../../lib/client/money.ts';
import type { ReportColumn, ReportRow, ReportTable } from '../../lib/contracts/report.ts';
import { formatCost } from '../ai/usage-words.ts';
import { percent } from '../pipelines/analytics/analytics-words.ts';

/** What a cell says: `1,204`, `€64,000`, `38 %`, `2 days`; a dash for nothing. */
export function cellWords({ key, kind }: ReportColumn, { cells, currency }: ReportRow): string {
  const value = cells[key];
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'text':
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

/** How long each row's bar is, 0–1: money is compared within its currency only. */
export function barsOf({ rows, drawn }: Pick<ReportTable, 'rows' | 'drawn'>): number[] {
  const valueOf = ({ cells }: ReportRow): number => {
    const value = drawn === null ? null : cells[drawn];
    return typeof value === 'number' ? value : 0;
  };
  return rows.map((row) => {
    const most = Math.max(0, ...rows.filter(({ currency }) => currency === row.currency).map(valueOf));
    return most === 0 ? 0 : valueOf(row) / most;
  });
}
