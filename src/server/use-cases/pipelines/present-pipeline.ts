import type { Pipeline, PipelineAnalyticsSummary, PipelineLine } from '../../../lib/contracts/pipeline.ts';
import { stageAfter } from '../../../lib/domain/pipelines/stages.ts';
import type { Ports, StageFigures } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';

type Stores = Pick<Ports, 'stageEntries' | 'deals'>;

/** Several pipelines as the API shows them, their figures read at once. The figures are those of what the caller may see. */
export async function presentPipelines(ports: Stores, records: readonly PipelineRecord[]): Promise<Pipeline[]> {
  const ids = records.map(({ id }) => id);
  const [figures, customers] = await Promise.all([ports.stageEntries.figures(ids), ports.deals.customersIn(ids)]);
  return records.map((record) => ({
    ...presentLine(record),
    analytics: summaryOf(record, {
      figures: figures.filter(({ pipelineId }) => pipelineId === record.id),
      totalCustomers: customers[record.id] ?? 0,
    }),
  }));
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

function summaryOf(
  { stages }: PipelineRecord,
  { figures, totalCustomers }: { figures: readonly StageFigures[]; totalCustomers: number },
): PipelineAnalyticsSummary {
  const conversionRates = stages.flatMap(({ id }) => {
    const next = stageAfter(stages, id);
    const stays = figures.find(({ stageId }) => stageId === id);
    if (!next || !stays || stays.ended === 0) return [];
    const rate = (stays.wentTo[next.id] ?? 0) / stays.ended;
    return [{ fromStage: id, toStage: next.id, rate, avgTimeInStage: stays.minutes / stays.ended }];
  });
  return { totalCustomers, conversionRates };
}
