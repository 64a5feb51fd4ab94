import type { Job } from '../../../lib/contracts/job.ts';
import { may, type Actor } from '../../../lib/domain/actor.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { BatchJobRecord } from '../../records/index.ts';
import { presentJob } from './present-job.ts';

/** A job the caller asked for, or with `jobs.manage` anyone's. Throws ProblemError `not_found`. */
export const getJob = async ({ ports, actor }: Context, id: string): Promise<Job> =>
  presentJob(await findJob(ports, actor, id));

/** The same as it is kept. */
export async function findJob({ batchJobs }: Ports, actor: Actor, id: string): Promise<BatchJobRecord> {
  const job = await batchJobs.find(id);
  if (!job || !(job.requestedBy === actor.id || may(actor, 'jobs.manage'))) throw notFound('job');
  return job;
}
