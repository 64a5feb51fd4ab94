import type { BulkResult } from '../../lib/contracts/bulk.ts';
import type { Job } from '../../lib/contracts/job.ts';
import type { Context } from '../ports/index.ts';
import { getJob } from '../use-cases/batches/get-job.ts';
import { isOver, waitForEnd } from '../use-cases/runs/wait-for-end.ts';

interface WaitingCall {
  context: Context;
  wait: number | undefined;
  signal: AbortSignal;
}

type Answer<Body = { job: Job }> = { status: 200; headers: Record<string, string>; body: Body } | Accepted;
interface Accepted {
  status: 202;
  headers: Record<string, string>;
  body: { job: Job };
}

/** 202 with the place to look; with Prefer: wait the job with its result, if it ends within the wait. */
export async function answerJob({ context, wait, signal }: WaitingCall, queued: Job): Promise<Answer> {
  const headers = { Location: `/api/jobs/${queued.id}` };
  if (wait === undefined) return { status: 202, headers, body: { job: queued } };
  const job = await waitForEnd(() => getJob(context, queued.id), { seconds: wait, signal });
  if (!isOver(job)) return { status: 202, headers, body: { job } };
  return { status: 200, headers: { ...headers, 'Preference-Applied': `wait=${wait}` }, body: { job } };
}

/** The results when they are there at once, else as a job. */
export const answerBulk = async (
  call: WaitingCall,
  done: BulkResult | { job: Job },
): Promise<Answer<BulkResult | { job: Job }>> =>
  'job' in done ? answerJob(call, done.job) : { status: 200, headers: {}, body: done };
