import type { Job } from '../../../lib/contracts/job.ts';
import { may, type Actor } from '../../../lib/domain/actor.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { ActivityRecord } from '../../records/index.ts';
import { queueBatch } from './queue-batch.ts';

/**
 * Puts back what a batch changed, as a job: for whoever did it, also by a key, or with `jobs.manage` for anyone. What someone changed
 * since stays. The job is a batch itself, and can be put back in turn.
 * @throws ProblemError `not_found` when there is no such batch of the caller's
 */
export async function revertBatch(context: Context, batchId: string): Promise<Job> {
  const { ports, actor } = context;
  const [first] = await ports.activities.ofBatch(batchId, { after: null, limit: 1 });
  if (!first || !(may(actor, 'jobs.manage') || (await isTheirs(ports, actor, first))))
    throw notFound('batch of changes');
  const total = await ports.activities.countOfBatch(batchId);
  return queueBatch(context, { kind: 'revert_batch', input: { batchId }, total });
}

async function isTheirs({ apiKeys }: Ports, actor: Actor, { actor: by }: ActivityRecord): Promise<boolean> {
  if (by.kind !== 'api_key' || by.id === null) return by.id === actor.id;
  return (await apiKeys.find(by.id))?.userId === actor.id;
}
