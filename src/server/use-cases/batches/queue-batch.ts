import type { Job, JobKind } from '../../../lib/contracts/job.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context, Tx } from '../../ports/index.ts';
import type { BatchJobRecord } from '../../records/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { presentJob } from './present-job.ts';

interface Wish {
  /** Of items already added for it; else a new one. */
  id?: string;
  kind: JobKind;
  /** As the kind's schema has it. */
  input: unknown;
  total: number | null;
}

/**
 * Queues a job for the caller; a worker takes it up as soon as it is committed.
 * @throws ProblemError `forbidden` to those who are no member
 */
export async function queueBatch(context: Context, wish: Wish): Promise<Job> {
  const { job, events, write } = newBatch(context, wish);
  await context.ports.commit({ actor: context.actor, events, write });
  return job;
}

/**
 * A job that another commit queues with its own change.
 * @throws ProblemError `forbidden` to those who are no member
 */
export function newBatch(
  { ports, actor }: Context,
  wish: Wish,
): { job: Job; events: DomainEvent[]; write: (tx: Tx) => Promise<void> } {
  const { id: requestedBy, key } = requireMember(actor, 'start long work');
  const job: BatchJobRecord = {
    id: wish.id ?? ports.ids.next(),
    kind: wish.kind,
    status: 'queued',
    requestedBy,
    keyId: key?.id ?? null,
    input: wish.input,
    position: null,
    progress: { done: 0, total: wish.total },
    result: null,
    error: null,
    cancelRequested: false,
    fence: 0,
    movedBy: 0,
    leaseUntil: null,
    createdAt: ports.clock.now(),
    finishedAt: null,
  };
  return {
    job: presentJob(job),
    events: [{ type: 'batch.requested', jobId: job.id }],
    write: (tx) => ports.batchJobs.insert(job, tx),
  };
}
