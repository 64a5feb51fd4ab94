import type { Pipeline, PipelineAnalyticsSummary, PipelineLine } from '../../../lib/contracts/pipeline.ts';
import { averageOf } from '../../../lib/domain/pipelines/analytics/statistics.ts';
import { StageTally } from '../../../lib/domain/pipelines/analytics/stage-tally.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

const minuteMs = 60_000;

type Stores = Pick<Ports, 'stageEntries' | 'deals'>;

/** Several pipelines as the API shows them, their figures read at once. The figures are those of what the caller may see. */
export async function presentPipelines(ports: Stores, records: readonly PipelineRecord[]): Promise<Pipeline[]> {
  const [counts, customers] = await Promise.all([
    ports.deals.counted(),
    ports.deals.customersIn(records.map(({ id }) => id)),
  ]);
  const shown: Pipeline[] = [];
  for (const record of records) {
    const conversionRates = await ratesOf(ports, record, counts);
    shown.push({
      ...presentLine(record),
      analytics: { totalCustomers: customers[record.id] ?? 0, conversionRates },
    });
  }
  return shown;
}

/** A pipeline as the API shows it. */
export async function presentPipeline(ports: Stores, record: PipelineRecord): Promise<Pipeline> {
  const [pipeline] = await presentPipelines(ports, [record]);
  if (!pipeline) throw new Error('A pipeline was lost');
  return pipeline;
}

/** A pipeline without its figures. */
export const presentLine = (record: PipelineRecord): PipelineLine => ({
  id: record.id,
  name: record.name,
  type: record.type,
  description: record.description,
  isActive: record.isActive,
  order: record.order,
  createdBy: record.createdBy,
  stages: record.stages,
  deletedAt: record.deletedAt?.toISOString() ?? null,
  version: record.version,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});

async function ratesOf(
  { stageEntries }: Pick<Ports, 'stageEntries'>,
  { id, stages }: PipelineRecord,
  counts: (dealId: string) => boolean,
): Promise<PipelineAnalyticsSummary['conversionRates']> {
  const ids = stages.map((stage) => stage.id);
  const tally = new StageTally({ stages: ids, from: -Infinity, to: Infinity, now: 0, counts });
  for await (const stays of await stageEntries.history(id)) tally.add(stays);
  return tally.stages.flatMap(({ durations, wentTo }, place) => {
    const [fromStage, toStage] = [ids[place], ids[place + 1]];
    if (fromStage === undefined || toStage === undefined || durations.length === 0) return [];
    const rate = (wentTo.get(place + 1) ?? 0) / durations.length;
    return [{ fromStage, toStage, rate, avgTimeInStage: averageOf(durations.sorted()) / minuteMs }];
  });
}
