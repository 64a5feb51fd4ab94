import type { Actor, Origin } from '../../../lib/domain/actor.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Ports, Tx } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';
import { byMember, memberName } from '../shared/member-refs.ts';
import { ending } from './ending.ts';

/**
 * Stores a new password and ends the user's sessions, all but `keep`, in one transaction with whatever `also` writes.
 * Throws StaleRecordError when the user was changed meanwhile.
 */
export async function setPassword(
  ports: Ports,
  change: {
    actor: Actor;
    user: UserRecord;
    passwordHash: string;
    keep?: string;
    /** From where, when the actor does not say. */
    from?: Origin;
    also?: { events: DomainEvent[]; write: (tx: Tx) => Promise<void> };
  },
): Promise<void> {
  const { actor, user, passwordHash, keep, from, also } = change;
  const ended = (await ports.sessions.ofUser(user.id)).filter(({ hash }) => hash !== keep);
  const end = ending(ports, ended);
  const next = { ...user, version: user.version + 1, passwordHash, updatedAt: ports.clock.now() };
  await ports.commit({
    actor,
    events: [...end.events, ...(also?.events ?? [])],
    audit: [
      {
        kind: 'password_changed',
        subject: { type: 'member', id: user.id, name: memberName(user) },
        by: byMember(user),
        ...(from && { from }),
      },
    ],
    write: async (tx) => {
      await also?.write(tx);
      await ports.users.replace(next, tx);
      await end.write(tx);
    },
  });
}
