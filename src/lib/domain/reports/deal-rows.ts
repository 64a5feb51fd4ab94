import type { ReportColumn, ReportRow } from '../../contracts/report.ts';
import { totalsOf, type Sum } from '../pipelines/analytics/deal-figures.ts';
import { shareOf } from '../pipelines/analytics/statistics.ts';

type ClosedSum = Sum & { status: 'won' | 'lost' | 'open' };

/** Columns of deals that closed, after the one that names the row. */
export const closedColumns: readonly ReportColumn[] = [
  { key: 'currency', label: 'Currency', kind: 'text' },
  { key: 'won', label: 'Won', kind: 'count' },
  { key: 'wonValue', label: 'Won value', kind: 'money' },
  { key: 'lost', label: 'Lost', kind: 'count' },
  { key: 'lostValue', label: 'Lost value', kind: 'money' },
  { key: 'winRate', label: 'Win rate', kind: 'share' },
];

/** A row for each currency in which deals were won or lost. */
export function closedRows(
  name: string,
  sums: readonly ClosedSum[],
  linkTo: (query: { status: 'won' | 'lost'; currency: string }) => string | null = () => null,
): ReportRow[] {
  const won = totalsOf(sums.filter(({ status }) => status === 'won'));
  const lost = totalsOf(sums.filter(({ status }) => status === 'lost'));
  const currencies = [...new Set([...won, ...lost].map(({ currency }) => currency))].sort();
  return currencies.map((currency): ReportRow => {
    const ofWon = won.find((total) => total.currency === currency);
    const ofLost = lost.find((total) => total.currency === currency);
    const [wins, losses] = [ofWon?.count ?? 0, ofLost?.count ?? 0];
    return {
      cells: {
        ...{ name, currency, won: wins, lost: losses },
        ...{ wonValue: ofWon?.value ?? 0, lostValue: ofLost?.value ?? 0 },
        winRate: shareOf(wins, wins + losses),
      },
      currency,
      links: present({
        won: wins > 0 ? linkTo({ status: 'won', currency }) : null,
        lost: losses > 0 ? linkTo({ status: 'lost', currency }) : null,
      }),
    };
  });
}

/** The links there are. */
export const present = (links: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(links).flatMap(([key, link]) => (link === null ? [] : [[key, link]])));

/** A path with a query. */
export const path = (page: string, query: Record<string, string>): string => `${page}?${new URLSearchParams(query)}`;
