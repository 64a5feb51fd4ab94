import { StageTally } from '../../../lib/domain/pipelines/analytics/stage-tally.ts';
import { medianOf } from '../../../lib/domain/pipelines/analytics/statistics.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

const minuteMs = 60_000;
/** So many stays must have ended before they say what is usual. */
const enoughStays = 3;

/** How long stays in each stage usually take: the median in minutes, by stage, of the deals the caller may see. */
export async function usualTimes(
  { stageEntries, deals }: Pick<Ports, 'stageEntries' | 'deals'>,
  { id, stages }: PipelineRecord,
): Promise<Map<string, number>> {
  const ids = stages.map((stage) => stage.id);
  const counts = await deals.counted();
  const tally = new StageTally({ stages: ids, from: -Infinity, to: Infinity, now: 0, counts });
  for await (const stays of await stageEntries.history(id)) tally.add(stays);
  const known = tally.stages.flatMap(({ durations }, place) => {
    const stage = ids[place];
    const tells = stage !== undefined && durations.length >= enoughStays;
    return tells ? [[stage, medianOf(durations.sorted()) / minuteMs] as const] : [];
  });
  return new Map(known);
}
