import { deliverMail } from '../use-cases/mails/deliver-mail.ts';
import type { JobRun } from './define-job.ts';

/** Delivers the mail; a failure that may pass is thrown, so that the job runs again. */
export async function handle({ mailId }: { mailId: string }, { container }: JobRun): Promise<void> {
  await deliverMail(container.ports, mailId);
}
