import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Ports, Tx } from '../../ports/index.ts';

/** A mail to be written in the caller's transaction, and the event that sends it once that is committed. */
export function queueMail(
  { ids, clock, mails }: Pick<Ports, 'ids' | 'clock' | 'mails'>,
  letter: { to: string; subject: string; text: string },
): { event: DomainEvent; write: (tx: Tx) => Promise<void> } {
  const id = ids.next();
  const createdAt = clock.now();
  return {
    event: { type: 'mail.requested', mailId: id },
    write: (tx) =>
      mails.insert({ ...letter, id, status: 'queued', attempts: 0, error: null, createdAt, sentAt: null }, tx),
  };
}
