import { averageOf, medianOf } from '../../../lib/domain/pipelines/analytics/statistics.ts';
import { StageTally, type StageHistory } from '../../../lib/domain/pipelines/analytics/stage-tally.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

const minuteMs = 60_000;

/** How stays in a stage have gone so far, of those that ended. Times are in minutes. */
export interface UsualStay {
  stageId: string;
  ended: number;
  /** How many of them went to the stage that follows in the pipeline. */
  wentOn: number;
  average: number;
  median: number;
}

type Stores = Pick<Ports, 'stageEntries' | 'deals' | 'recent'>;

/**
 * How deals of a pipeline usually went through its stages, of the deals the caller may see. Stages nobody has left yet are
 * not among them. With a long history it may be a minute old.
 */
export function usualCourse(
  { stageEntries, deals, recent }: Stores,
  { id, stages }: Pick<PipelineRecord, 'id' | 'stages'>,
): Promise<UsualStay[]> {
  const stageIds = stages.map((stage) => stage.id);
  const name = ['course', deals.owner, id, ...stageIds].join(' ');
  return recent.of(name, async () => {
    const counts = await deals.counted();
    const tally = new StageTally({ stages: stageIds, from: -Infinity, to: Infinity, now: 0, counts });
    let rows = 0;
    for await (const stays of await stageEntries.history(id, 'ended')) {
      tally.add(stays);
      rows += stays.deal.length;
    }
    const found = tally.stages.flatMap((history, place) => usualStay(stageIds[place]!, history, place + 1));
    return { found, rows };
  });
}

function usualStay(stageId: string, { durations, wentTo }: StageHistory, next: number): UsualStay[] {
  if (durations.length === 0) return [];
  const sorted = durations.sorted();
  return [
    {
      stageId,
      ended: durations.length,
      wentOn: wentTo.get(next) ?? 0,
      average: averageOf(sorted) / minuteMs,
      median: medianOf(sorted) / minuteMs,
    },
  ];
}
