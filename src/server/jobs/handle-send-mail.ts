import { deliverMail } from '../use-cases/mails/deliver-mail.ts';
import type { JobRun } from './define-job.ts';

/** The first attempt at a mail, at once; further ones are up to `deliver-due-mails`. */
export async function handle({ mailId }: { mailId: string }, { container }: JobRun): Promise<void> {
  await deliverMail(container.ports, mailId);
}
