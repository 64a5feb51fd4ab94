import type { BulkResult } from '../../src/lib/contracts/bulk.ts';
import type { Job } from '../../src/lib/contracts/job.ts';

/** What a bulk call answers when it changed everything at once. */
export function resultsOf(answer: BulkResult | { job: Job }): BulkResult['results'] {
  if ('job' in answer) throw new Error('It became a job');
  return answer.results;
}

/** The job a bulk call became. */
export function jobOf(answer: BulkResult | { job: Job }): Job {
  if ('job' in answer) return answer.job;
  throw new Error('It was done at once');
}
