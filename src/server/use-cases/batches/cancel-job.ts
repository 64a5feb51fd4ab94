import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { findJob } from './get-job.ts';

/**
 * Cancels a job: one that waits ends at once, one that runs after the chunk it is at. What it has done stays.
 * @throws ProblemError `not_found`, or `conflict` when it is over already
 */
export async function cancelJob({ ports, actor }: Context, id: string): Promise<void> {
  await findJob(ports, actor, id);
  const cancelled = await ports.batchJobs.requestCancel(id, ports.clock.now());
  if (!cancelled) throw new ProblemError('conflict', 'This job has ended already, so there is nothing to cancel.');
}
