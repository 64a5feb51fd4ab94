import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Ports, Tx } from '../../ports/index.ts';
import type { SessionRecord } from '../../records/index.ts';

type Ended = Pick<SessionRecord, 'hash' | 'userId'>;

/**
 * Ends sessions: they, their refresh tokens and, by the events, their access tokens and sockets. For the caller's
 * transaction.
 */
export function ending(
  { sessions }: Pick<Ports, 'sessions'>,
  ended: readonly Ended[],
): { events: DomainEvent[]; write: (tx: Tx) => Promise<void> } {
  return {
    events: ended.map(({ hash, userId }) => ({ type: 'session.ended', userId, sessionHash: hash })),
    write: async (tx) => {
      for (const { hash } of ended) await sessions.remove(hash, tx);
    },
  };
}
