import type { DomainEvent } from '../../lib/domain/events.ts';
import type { Job } from './define-job.ts';
import { backUp } from './back-up.ts';
import { deliverDueMails } from './deliver-due-mails.ts';
import { generatePlan } from './generate-plan.ts';
import { packStays } from './pack-stays.ts';
import { purgeDeleted } from './purge-deleted.ts';
import { refreshDerived } from './refresh-derived.ts';
import { runBatch } from './run-batch.ts';
import { sendMail } from './send-mail.ts';
import { tendDeal } from './tend-deal.ts';
import { tellWhatIsDue } from './tell-what-is-due.ts';
import { tendVocabulary } from './tend-vocabulary.ts';

/** Every kind of job there is. */
export const jobs = [
  generatePlan,
  runBatch,
  sendMail,
  tendDeal,
  deliverDueMails,
  packStays,
  purgeDeleted,
  backUp,
  tellWhatIsDue,
  tendVocabulary,
  refreshDerived,
] as const;
export type JobId = (typeof jobs)[number]['id'];

/** A job to be queued. */
export interface JobRequest {
  job: Job;
  data: Record<string, unknown>;
}

/** The job an event asks for, if any. */
export function jobOf(event: DomainEvent): JobRequest | null {
  switch (event.type) {
    case 'generation.requested':
      return { job: generatePlan, data: { generationId: event.generationId } };
    case 'batch.requested':
      return { job: runBatch, data: { jobId: event.jobId } };
    case 'mail.requested':
      return { job: sendMail, data: { mailId: event.mailId } };
    case 'task.changed':
    case 'customer.changed':
    case 'comment.changed':
    case 'members.mentioned':
    case 'lead.received':
    case 'customers.imported':
    case 'deal.changed':
    case 'deal.moved':
    case 'deal.returned':
    case 'batch.finished':
    case 'timer.changed':
    case 'session.ended':
    case 'key.revoked':
    case 'access.changed':
    case 'erased':
    case 'notification':
    case 'notifications.read':
      return null;
  }
}

/** Loads every handler. Throws an Error naming the gap: a job named twice, or without a handler. */
export async function verifyRegistry(registered: readonly Pick<Job, 'id' | 'load'>[] = jobs): Promise<void> {
  const ids = registered.map((job) => job.id);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw new Error(`Two jobs are called “${twice}”.`);
  for (const { id, load } of registered) {
    const loaded: { handle?: unknown } = await load().catch((cause: unknown) => {
      throw new Error(`The handler of the job “${id}” could not be loaded.`, { cause });
    });
    if (typeof loaded.handle !== 'function') throw new Error(`The job “${id}” has no handler.`);
  }
}
