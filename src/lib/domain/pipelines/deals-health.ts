import type { DealsHealth } from '../../contracts/dashboard.ts';
import type { PipelineType } from '../../contracts/pipeline.ts';
import { totalsOf, type Sum } from './analytics/deal-figures.ts';

/** A deal that is longer in its stage than this has stopped moving. */
export const stuckDays = 30;
/** So many months of wins and losses are looked back at, this one included. */
export const healthMonths = 6;

type OfPipeline = Sum & { pipelineId: string | null };
interface Input {
  pipelines: readonly { id: string; name: string; type: PipelineType }[];
  open: readonly (OfPipeline & { stuck: number })[];
  closed: readonly (OfPipeline & { month: string; status: 'won' | 'lost' })[];
  now: Date;
}

const countOf = (sums: readonly Sum[]): number => sums.reduce((count, sum) => count + sum.count, 0);
const together = (sums: readonly Sum[]) => ({ count: countOf(sums), totals: totalsOf(sums) });

/** Pipelines and months from sums by pipeline; deals of pipelines that are gone stand with those in none. */
export function dealsHealthOf({ pipelines, open, closed, now }: Input): Omit<DealsHealth, 'stuckSince'> {
  const known = new Set(pipelines.map(({ id }) => id));
  const thisMonth = now.toISOString().slice(0, 7);
  const rows = [...pipelines.map(({ id, name, type }) => ({ id, name, type })), null].map((pipeline) => {
    const here = ({ pipelineId }: OfPipeline) =>
      pipeline ? pipelineId === pipeline.id : pipelineId === null || !known.has(pipelineId);
    const ofMonth = closed.filter((sum) => here(sum) && sum.month === thisMonth);
    return {
      pipeline,
      open: together(open.filter(here)),
      stuck: open.filter(here).reduce((sum, one) => sum + one.stuck, 0),
      won: together(ofMonth.filter(({ status }) => status === 'won')),
      lost: countOf(ofMonth.filter(({ status }) => status === 'lost')),
    };
  });
  return {
    pipelines: rows.filter(({ open: { count }, won, lost }) => count + won.count + lost > 0),
    months: lastMonths(now, healthMonths).map((month) => ({
      month,
      won: together(closed.filter((sum) => sum.month === month && sum.status === 'won')),
      lost: together(closed.filter((sum) => sum.month === month && sum.status === 'lost')),
    })),
  };
}

/** `2026-07` … `2026-12`, UTC, the month of `now` last. */
export const lastMonths = (now: Date, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + 1 + index)).toISOString().slice(0, 7),
  );
