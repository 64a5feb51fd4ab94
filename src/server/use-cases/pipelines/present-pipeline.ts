import type { Pipeline, PipelineAnalyticsSummary, PipelineLine } from '../../../lib/contracts/pipeline.ts';
import type { Ports } from '../../ports/index.ts';
import type { PipelineRecord } from '../../records/index.ts';
import { usualCourse, type UsualStay } from './usual-course.ts';

type Stores = Pick<Ports, 'stageEntries' | 'deals' | 'recent'>;

/** Several pipelines as the API shows them. The figures are those of what the caller may see; of many deals they may be a minute old. */
export const presentPipelines = (ports: Stores, records: readonly PipelineRecord[]): Promise<Pipeline[]> =>
  Promise.all(records.map((record) => presentPipeline(ports, record)));

/** As `presentPipelines`, of one. */
export async function presentPipeline(ports: Stores, record: PipelineRecord): Promise<Pipeline> {
  const [totalCustomers, course] = await Promise.all([customersIn(ports, record.id), usualCourse(ports, record)]);
  return { ...presentLine(record), analytics: { totalCustomers, conversionRates: ratesOf(record, course) } };
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

const customersIn = ({ deals, recent }: Stores, pipelineId: string): Promise<number> =>
  recent.of(['customers', deals.owner, pipelineId].join(' '), async () => {
    const open = await deals.openIn(pipelineId);
    return { found: open.customers, rows: open.deals };
  });

/** From each stage that somebody has left to the one that follows. */
const ratesOf = (
  { stages }: PipelineRecord,
  course: readonly UsualStay[],
): PipelineAnalyticsSummary['conversionRates'] =>
  stages.slice(0, -1).flatMap(({ id: fromStage }, place) => {
    const stay = course.find(({ stageId }) => stageId === fromStage);
    return stay
      ? [{ fromStage, toStage: stages[place + 1]!.id, rate: stay.wentOn / stay.ended, avgTimeInStage: stay.average }]
      : [];
  });
