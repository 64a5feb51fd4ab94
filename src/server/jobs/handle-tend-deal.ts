import { tendDeal } from '../use-cases/pipelines/tend-deal.ts';
import type { JobRun } from './define-job.ts';

export const handle = ({ dealId }: { dealId: string }, { container: { ports } }: JobRun): Promise<void> =>
  tendDeal(ports, dealId);
