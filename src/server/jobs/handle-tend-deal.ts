import { tendDeal } from '../use-cases/pipelines/tend-deal.ts';
import type { JobRun } from './define-job.ts';

export const handle = (
  { dealId, depth }: { dealId: string; depth: number | null },
  { container: { ports } }: JobRun,
): Promise<void> => tendDeal(ports, dealId, depth);
