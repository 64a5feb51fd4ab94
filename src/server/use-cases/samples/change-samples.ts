import type { Job } from '../../../lib/contracts/job.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { queueBatch } from '../batches/queue-batch.ts';
import { countSamples } from './count-samples.ts';

/**
 * Queues the making or the removal of the sample data.
 * @throws ProblemError `forbidden`, or `conflict` when it is under way, or there is nothing to do
 */
export async function changeSamples(context: Context, change: 'fill' | 'remove'): Promise<Job> {
  const { busy, ...counts } = await countSamples(context);
  if (busy) throw new ProblemError('conflict', 'The sample data is being made or removed at this moment.');
  const there = Object.values(counts).some((count) => count > 0);
  if (change === 'fill' && there) throw new ProblemError('conflict', 'There is sample data already.');
  if (change === 'remove' && !there) throw new ProblemError('conflict', 'There is no sample data.');
  return queueBatch(context, { kind: `${change}_samples`, input: {}, total: null });
}
