import type { DealStatus, DealTotals } from '../../../contracts/deal.ts';
import type { Forecast, SourceFigures, WinLoss } from '../../../contracts/pipeline-analytics.ts';
import { fromMinorUnits } from '../../money.ts';
import type { Arrival } from './arrivals.ts';
import { medianOf, shareOf } from './statistics.ts';

/** Deals of one currency together. `amount` is the sum in minor units, of which `fractionDigits` stand after the point. */
export interface Sum {
  currency: string;
  fractionDigits: number;
  count: number;
  /** Those of them that have a value. */
  valued: number;
  amount: number;
}

export interface ClosedSum extends Sum {
  status: DealStatus;
  lostReason: string | null;
}

export interface OpenSum extends Sum {
  stageId: string;
  expectedCloseDate: Date | null;
}

/** As much of a deal as says what came of it. */
export interface Outcome extends Pick<Sum, 'currency' | 'fractionDigits'> {
  id: string;
  customerId: string;
  status: DealStatus;
  closedAt: Date | null;
  /** Minor units; null when nobody knows yet. */
  amount: number | null;
}

/** Sums by currency, in alphabetical order. Digits of one currency may once have been told otherwise. */
export function totalsOf(sums: readonly Sum[]): DealTotals {
  const totals = [...Map.groupBy(sums, ({ currency }) => currency)].map(([currency, ofOne]) => ({
    currency,
    count: total(ofOne, ({ count }) => count),
    withoutValue: total(ofOne, ({ count, valued }) => count - valued),
    value: amountOf(ofOne, ({ amount }) => amount),
  }));
  return totals.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** Adds up in minor units, so that nothing is lost on the way, and rounds to them. */
function amountOf<Item extends Sum>(sums: readonly Item[], of: (sum: Item) => number): number {
  const digits = Math.max(0, ...sums.map(({ fractionDigits }) => fractionDigits));
  const inMinor = total(sums, (sum) => of(sum) * 10 ** (digits - sum.fractionDigits));
  return fromMinorUnits(Math.round(inMinor), digits);
}

const together = (sums: readonly Sum[]) => ({ count: total(sums, ({ count }) => count), totals: totalsOf(sums) });

export function winLossOf(sums: readonly ClosedSum[]): WinLoss {
  const won = together(sums.filter(({ status }) => status === 'won'));
  const lostSums = sums.filter(({ status }) => status === 'lost');
  const lost = together(lostSums);
  const reasons = [...Map.groupBy(lostSums, ({ lostReason }) => fold(lostReason ?? ''))].map(([, alike]) => ({
    reason: spelling(alike),
    ...together(alike),
  }));
  return {
    won,
    lost,
    winRate: shareOf(won.count, won.count + lost.count),
    reasons: reasons.toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');
const fold = (text: string): string => tidy(text).toLocaleLowerCase('en');

/** The way of writing it that most use. */
const spelling = (sums: readonly ClosedSum[]): string =>
  tidy(
    sums.toSorted((a, b) => b.count - a.count || ((a.lostReason ?? '') < (b.lostReason ?? '') ? -1 : 1))[0]
      ?.lostReason ?? '',
  );

const dayMs = 24 * 60 * 60 * 1000;
const daysOf = (milliseconds: number): number => Math.round((milliseconds / dayMs) * 10) / 10;

interface SourceInput {
  arrivals: readonly Arrival[];
  /** What came of each deal in this pipeline; open for those that went on elsewhere. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** By customer. */
  sources: ReadonlyMap<string, string>;
}

export function sourcesOf({ arrivals, outcomes, sources }: SourceInput): SourceFigures[] {
  const deals = arrivals.flatMap(({ dealId, at }) => {
    const outcome = outcomes.get(dealId);
    return outcome ? [{ ...outcome, at }] : [];
  });
  const figures = [...Map.groupBy(deals, ({ customerId }) => sources.get(customerId) ?? null)].map(
    ([source, ofSource]) => {
      const won = ofSource.filter(({ status }) => status === 'won');
      const lost = ofSource.filter(({ status }) => status === 'lost');
      const days = won.flatMap(({ closedAt, at }) => (closedAt ? Math.max(0, closedAt.getTime() - at) : []));
      return {
        source,
        deals: ofSource.length,
        won: won.length,
        lost: lost.length,
        winRate: shareOf(won.length, won.length + lost.length),
        value: totalsOf(
          won.map((deal) => ({ ...deal, count: 1, valued: deal.amount === null ? 0 : 1, amount: deal.amount ?? 0 })),
        ),
        medianDaysToWin: days.length === 0 ? null : daysOf(medianOf(days.toSorted((a, b) => a - b))),
      };
    },
  );
  return figures.toSorted((a, b) => b.deals - a.deals || ((a.source ?? '') < (b.source ?? '') ? -1 : 1));
}

interface ForecastInput {
  open: readonly OpenSum[];
  /** Per cent, by stage; a stage that is gone has none. */
  probabilities: ReadonlyMap<string, number>;
  /** The start of today, UTC. */
  today: Date;
}

export function forecastOf({ open, probabilities, today }: ForecastInput): Forecast {
  const figures = (sums: readonly OpenSum[]) => ({
    count: total(sums, ({ count }) => count),
    totals: [...Map.groupBy(sums, ({ currency }) => currency).values()]
      .flatMap((ofOne) => totalsOf(ofOne).map((totals) => ({ ...totals, weighted: weightedOf(ofOne, probabilities) })))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  });
  const dated = open.filter(({ expectedCloseDate }) => expectedCloseDate !== null && expectedCloseDate >= today);
  const months = Map.groupBy(dated, ({ expectedCloseDate }) => expectedCloseDate!.toISOString().slice(0, 7));
  return {
    months: [...months]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([month, sums]) => ({ month, ...figures(sums) })),
    overdue: figures(open.filter(({ expectedCloseDate }) => expectedCloseDate !== null && expectedCloseDate < today)),
    undated: figures(open.filter(({ expectedCloseDate }) => expectedCloseDate === null)),
  };
}

const weightedOf = (sums: readonly OpenSum[], probabilities: ReadonlyMap<string, number>): number =>
  amountOf(sums, ({ amount, stageId }) => (amount * (probabilities.get(stageId) ?? 0)) / 100);
