import type { FunnelStage, MoveKind, StageMove, StageTimes } from '../../../contracts/pipeline-analytics.ts';
import type { Arrival } from './arrivals.ts';
import type { NumberList } from './number-list.ts';
import { out, type StageHistory } from './stage-tally.ts';
import { averageOf, medianOf, rankOf } from './statistics.ts';

const minuteMs = 60_000;
const inMinutes = (milliseconds: number): number => Math.round(milliseconds / minuteMs);

/** How many of the deals that arrived were in each stage, and how many in it or a later one. */
export function funnelOf(arrivals: readonly Arrival[], stages: readonly string[]): FunnelStage[] {
  const stayed = stages.map(() => 0);
  const furthest = stages.map(() => 0);
  for (const { stages: places } of arrivals) {
    for (const place of places) stayed[place]! += 1;
    const last = places.at(-1);
    if (last !== undefined) furthest[last]! += 1;
  }
  let reached = 0;
  const funnel = stages.map((stageId, place) => ({ stageId, stayed: stayed[place]!, reached: 0, share: 0 }));
  for (const [place, stage] of [...funnel.entries()].toReversed()) {
    reached += furthest[place]!;
    stage.reached = reached;
    stage.share = arrivals.length === 0 ? 0 : reached / arrivals.length;
  }
  return funnel;
}

/** Where stays went that ended by a move: from each stage first on, then back, then out. */
export function movesOf(histories: readonly StageHistory[], stages: readonly string[]): StageMove[] {
  return histories.flatMap((history, from) => {
    const { durations, wentTo } = history;
    const targets = [...wentTo].toSorted(([one], [other]) => orderOf(from, one) - orderOf(from, other));
    return targets.map(([to, count]) => ({
      fromStage: stages[from]!,
      toStage: stages[to] ?? null,
      kind: kindOf(from, to),
      count,
      rate: count / durations.length,
    }));
  });
}

function kindOf(from: number, to: number): MoveKind {
  if (to === out) return 'out';
  if (to < from) return 'back';
  return to === from + 1 ? 'next' : 'skip';
}

/** Forwards by distance, then back by distance, then out. */
function orderOf(from: number, to: number): number {
  if (to === out) return Infinity;
  return to > from ? to - from : 1000 + from - to;
}

/** How stays in each stage ended and how long they took. */
export const timesOf = (histories: readonly StageHistory[], stages: readonly string[]): StageTimes[] =>
  histories.map(({ won, lost, durations, open }, place) => {
    const sorted = open.sorted();
    return {
      stageId: stages[place]!,
      ended: durations.length,
      won,
      lost,
      time: timeOf(durations),
      open: {
        count: open.length,
        median: open.length === 0 ? null : inMinutes(medianOf(sorted)),
        longest: open.length === 0 ? null : inMinutes(sorted.at(-1)!),
      },
    };
  });

function timeOf(durations: NumberList): StageTimes['time'] {
  if (durations.length === 0) return null;
  const sorted = durations.sorted();
  return {
    average: inMinutes(averageOf(sorted)),
    median: inMinutes(medianOf(sorted)),
    p90: inMinutes(rankOf(sorted, 0.9)),
  };
}
