import type { Page } from '../../../lib/contracts/common.ts';
import type { Job, ListJobsQuery } from '../../../lib/contracts/job.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { presentJob } from './present-job.ts';

/** The caller's own jobs, newest first. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listJobs({ ports, actor }: Context, query: ListJobsQuery): Promise<Page<Job>> {
  const { id: requestedBy } = requireMember(actor, 'list jobs');
  const { items, ...rest } = await ports.batchJobs.list({ ...query, requestedBy });
  return { items: items.map(presentJob), ...rest };
}
