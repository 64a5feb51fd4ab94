import type { MemberActor } from '../../lib/domain/actor.ts';
import type { Ports } from '../ports/index.ts';
import { messagesOf } from './messages.ts';
import { maySee } from './rooms.ts';
import type { Message } from './types.ts';

/** Whoever missed more reads everything anew instead. */
const most = 500;

/**
 * What a member missed between two places of the stream: every message they may see, whatever they followed. Null when
 * it can no longer be told; the client must read everything anew.
 */
export async function missedMessages(
  { outbox }: Pick<Ports, 'outbox'>,
  member: MemberActor,
  { since, until }: { since: number; until: number },
): Promise<Message[] | null> {
  if (since === until) return [];
  if (since > until || until - since > most) return null;
  const events = (await outbox.after(since, until - since)).filter(
    (event): event is typeof event & { sequence: number } => event.sequence !== null && event.sequence <= until,
  );
  // Numbers have no gaps: fewer events than numbers means that some are no longer kept.
  if (events.length !== until - since) return null;
  return events.flatMap(messagesOf).filter((message) => maySee(message, member));
}
