import type { Ports } from '../../ports/index.ts';

const mostAttempts = 5;
/** An error's message may be long; the dashboard shows a line. */
const errorLength = 300;

/**
 * Takes a queued mail to its end: sent, or kept when no SMTP server is configured. Does nothing for one that is there
 * already, so that a job may repeat it. Throws the transport's error when another attempt makes sense; the last one
 * marks the mail as failed instead.
 */
export async function deliverMail(ports: Ports, mailId: string): Promise<void> {
  const mail = await ports.mails.find(mailId);
  if (mail?.status !== 'queued') return;
  if (!ports.mail.delivers) {
    await ports.mails.update(mailId, { status: 'kept' });
    return;
  }
  const attempts = mail.attempts + 1;
  try {
    await ports.mail.send(mail);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, errorLength);
    const last = attempts >= mostAttempts;
    await ports.mails.update(mailId, { status: last ? 'failed' : 'queued', attempts, error: reason });
    ports.log.warn({ mailId, attempts, error }, last ? 'mail given up' : 'mail not sent, will be tried again');
    if (last) return;
    throw error;
  }
  await ports.mails.update(mailId, { status: 'sent', attempts, error: null, sentAt: ports.clock.now() });
}
