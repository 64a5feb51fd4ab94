import type { Mail } from '../../../lib/contracts/mail.ts';
import type { MailRecord } from '../../records/index.ts';

export const presentMail = (mail: MailRecord): Mail => ({
  id: mail.id,
  to: mail.to,
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  replyTo: mail.replyTo,
  status: mail.status,
  attempts: mail.attempts,
  error: mail.error,
  nextAttemptAt: mail.status === 'queued' ? (mail.dueAt?.toISOString() ?? null) : null,
  createdAt: mail.createdAt.toISOString(),
  sentAt: mail.sentAt?.toISOString() ?? null,
});
