import type { Session } from '../../../lib/contracts/user.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';

/** The caller's living sessions, the one used last first. */
export async function listSessions({ ports, actor }: { ports: Ports; actor: MemberActor }): Promise<Session[]> {
  const now = ports.clock.now();
  const sessions = await ports.sessions.ofUser(actor.id);
  return sessions
    .filter(({ expiresAt }) => expiresAt > now)
    .map(({ hash, userAgent, ip, createdAt, lastUsedAt, expiresAt }) => ({
      id: hash,
      userAgent,
      ip,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      current: hash === actor.sessionHash,
    }));
}
