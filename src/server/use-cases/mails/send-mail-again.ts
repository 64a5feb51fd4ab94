import { mayBeSentAgain, type Mail } from '../../../lib/contracts/mail.ts';
import { notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentMail } from './present-mail.ts';

/**
 * Queues a mail that could not be sent, or was kept, once more. Throws ProblemError `forbidden`, `not_found`, or
 * `conflict` for a mail that is on its way or was sent.
 */
export async function sendMailAgain({ ports, actor }: Context, id: string): Promise<Mail> {
  requirePermission(actor, 'mails.send', 'send mails again');
  return retryStale(async () => {
    const mail = await ports.mails.find(id);
    if (!mail) throw notFound('mail');
    if (!mayBeSentAgain(mail)) throw new ProblemError('conflict', 'This mail is on its way, or was sent already.');
    const now = ports.clock.now();
    await ports.commit({
      actor,
      events: [{ type: 'mail.requested', mailId: id }],
      write: (tx) => ports.mails.requeue(id, now, tx),
    });
    return presentMail({ ...mail, status: 'queued', attempts: 0, error: null, dueAt: now });
  });
}
