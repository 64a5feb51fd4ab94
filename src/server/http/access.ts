import type { DomainEvent } from '../../lib/domain/events.ts';
import type { Ports } from '../ports/index.ts';
import { memberOfSession, type SessionMember } from '../use-cases/auth/member-of-session.ts';

const freshMs = 5_000;
const mostEntries = 5_000;
/** A session's last use is noted this often at most: reading must not mean writing. */
const noteUseMs = 5 * 60_000;

export interface Access {
  /** Who a session belongs to; known for 5 s at most, and forgotten at once when this process ends the session. */
  member(sessionHash: string): Promise<SessionMember | null>;
  /** The same ports, whose commits make `member` forget what they end or change. */
  ports: Ports;
}

/** The sessions seen lately: two reads less for most requests. */
export function createAccess(ports: Ports): Access {
  const entries = new Map<string, { found: SessionMember; at: number }>();
  /** Grows with every change, so that an answer read before it is not kept after it. */
  let changes = 0;

  const forget = (event: DomainEvent): void => {
    if (event.type === 'session.ended') entries.delete(event.sessionHash);
    if (event.type !== 'access.changed') return;
    for (const [hash, { found }] of entries) {
      if (event.userId === null || found.user.id === event.userId) entries.delete(hash);
    }
  };

  const keep = (hash: string, found: SessionMember, at: number): void => {
    const [oldest] = entries.keys();
    if (entries.size >= mostEntries && oldest !== undefined) entries.delete(oldest);
    entries.set(hash, { found, at });
  };

  const noteUse = async ({ session }: SessionMember): Promise<void> => {
    const now = ports.clock.now();
    if (now.getTime() - session.lastUsedAt.getTime() < noteUseMs) return;
    await ports.sessions.touch(session.hash, now, session.expiresAt);
  };

  return {
    member: async (hash) => {
      const now = ports.clock.now().getTime();
      const known = entries.get(hash);
      if (known && now - known.at < freshMs && known.found.session.expiresAt.getTime() > now) return known.found;
      entries.delete(hash);
      const before = changes;
      const found = await memberOfSession(ports, hash);
      if (!found) return null;
      await noteUse(found);
      if (changes === before) keep(hash, found, now);
      return found;
    },
    ports: {
      ...ports,
      commit: async (change) => {
        await ports.commit(change);
        if (change.events.length === 0) return;
        changes += 1;
        change.events.forEach(forget);
      },
    },
  };
}
