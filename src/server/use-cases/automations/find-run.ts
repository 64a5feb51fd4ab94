import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { AutomationRunRecord } from '../../records/index.ts';
import { findDeal } from '../deals/find-deal.ts';

export interface RunOfPipeline {
  pipelineId: string;
  runId: string;
}

/** A run of a pipeline, of a deal the caller may see. Throws ProblemError `not_found`. */
export async function findRun(
  ports: Pick<Ports, 'automationRuns' | 'deals'>,
  { pipelineId, runId }: RunOfPipeline,
): Promise<AutomationRunRecord> {
  const run = await ports.automationRuns.find(runId);
  if (run?.pipelineId !== pipelineId) throw notFound('run');
  await findDeal(ports, run.dealId);
  return run;
}
