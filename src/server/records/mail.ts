import type { MailStatus } from '../../lib/contracts/mail.ts';

export interface MailRecord {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** The same with markup, ready to be sent; null for a mail that is text alone. */
  html: string | null;
  /** Whom an answer goes to; null: to the sender's own address. */
  replyTo: string | null;
  status: MailStatus;
  /** How often it was tried since it was queued. */
  attempts: number;
  /** Why the last attempt failed. */
  error: string | null;
  /** While queued, when to try next; while it is being sent, when that is taken to have died; else null. */
  dueAt: Date | null;
  /** Grows with each attempt: what an attempt found out is only noted while it is the latest. */
  fence: number;
  createdAt: Date;
  sentAt: Date | null;
}
