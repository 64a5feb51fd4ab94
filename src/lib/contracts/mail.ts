import { z } from 'zod';
import { id, instant, listOf, pageQuery } from './common.ts';

export const mailStatuses = ['queued', 'sending', 'kept', 'sent', 'failed'] as const;
export type MailStatus = (typeof mailStatuses)[number];

/** A mail on its way out, or kept when no SMTP server is configured. */
export const mail = z
  .object({
    id,
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    replyTo: z.string().nullable().describe('Whom an answer goes to; null: to the sender’s own address.'),
    html: z.string().nullable().describe('The same with markup; null for a mail that is text alone.'),
    status: z.enum(mailStatuses),
    attempts: z.int().describe('How often it was tried since it was queued.'),
    error: z.string().nullable().describe('Why the last attempt failed, as the mail server said it.'),
    nextAttemptAt: instant.nullable().describe('When it is tried next; of queued mails.'),
    createdAt: instant,
    sentAt: instant.nullable().describe('When the mail server took it.'),
  })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof mail>;

export const listMailsQuery = pageQuery(['createdAt'], '-createdAt').extend({
  status: listOf(mailStatuses).optional(),
});
export type ListMailsQuery = z.infer<typeof listMailsQuery>;

/** A mail that reached nobody yet can be sent (again). */
export const mayBeSentAgain = ({ status }: Pick<Mail, 'status'>): boolean => status === 'failed' || status === 'kept';
