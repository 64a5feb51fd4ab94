import type { BoardStage } from '../../lib/contracts/board.ts';
import type { DealTotals } from '../../lib/contracts/deal.ts';
import type { PipelineAnalyticsSummary } from '../../lib/contracts/pipeline.ts';
import { formatMoney } from '../../lib/client/money.ts';
import { formatSpan } from '../../lib/client/format.ts';
import { plural } from '../ui/words.ts';

/** What a stage holds, or a whole board does. */
export type Figures = Pick<BoardStage, 'count' | 'totals'>;

/** Several stages together: each currency by itself. */
export function together(stages: readonly Figures[]): Figures {
  const totals = new Map<string, Figures['totals'][number]>();
  for (const { currency, count, withoutValue, value, weighted } of stages.flatMap((stage) => stage.totals)) {
    const sum = totals.get(currency) ?? { currency, count: 0, withoutValue: 0, value: 0, weighted: 0 };
    totals.set(currency, {
      currency,
      count: sum.count + count,
      withoutValue: sum.withoutValue + withoutValue,
      value: sum.value + value,
      weighted: sum.weighted + weighted,
    });
  }
  return { count: stages.reduce((sum, { count }) => sum + count, 0), totals: [...totals.values()] };
}

type Totals<Of extends string> = readonly (Pick<DealTotals[number], 'currency' | 'count' | 'withoutValue'> &
  Record<Of, number>)[];

/** `€64,000 + $1,200`; empty when nothing is known. */
export const amounts = <Of extends 'value' | 'weighted'>(totals: Totals<Of>, of: Of): string =>
  totals
    .filter((total) => total.count > total.withoutValue)
    .map((total) => formatMoney(Math.round(total[of]), total.currency))
    .join(' + ');

/** `€64,000`, or `€64,000 + $1,200`; empty when nothing is known. */
export const worth = ({ totals }: Figures): string => amounts(totals, 'value');

/** `412 deals, €1,840,000, €611,000 weighted by how likely each stage is won`. */
export function boardSentence(figures: Figures): string {
  if (worth(figures) === '') return plural(figures.count, 'deal');
  return `${plural(figures.count, 'deal')}, ${worth(figures)}, ${amounts(figures.totals, 'weighted')} weighted by probability`;
}

type Rate = PipelineAnalyticsSummary['conversionRates'][number];

/** `€64,000, 6 days on average`. */
export const stageFacts = (figures: Figures, rate: Rate | undefined): string =>
  [worth(figures), rate ? `${formatSpan(rate.avgTimeInStage)} on average` : ''].filter(Boolean).join(', ');
