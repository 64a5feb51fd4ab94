import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Ports, Tx } from '../../ports/index.ts';

interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The same with markup, safe to be shown. */
  html?: string | null;
  /** Whom an answer goes to; absent: to the sender's own address. */
  replyTo?: string | null;
}

/** A mail to be written in the caller's transaction, and the event that sends it once that is committed. */
export function queueMail(
  { ids, clock, mails }: Pick<Ports, 'ids' | 'clock' | 'mails'>,
  { html = null, replyTo = null, ...letter }: Letter,
): { id: string; event: DomainEvent; write: (tx: Tx) => Promise<void> } {
  const id = ids.next();
  const now = clock.now();
  const state = { status: 'queued', attempts: 0, error: null, dueAt: now, fence: 0, sentAt: null } as const;
  return {
    id,
    event: { type: 'mail.requested', mailId: id },
    write: (tx) => mails.insert({ ...letter, html, replyTo, id, createdAt: now, ...state }, tx),
  };
}
