import type { MemberActor } from '../../../lib/domain/actor.ts';
import { permissionsOf } from '../../../lib/domain/permissions.ts';
import type { Ports } from '../../ports/index.ts';
import type { SessionRecord, UserRecord } from '../../records/index.ts';
import { memberName } from '../shared/member-refs.ts';

export interface SessionMember {
  session: SessionRecord;
  user: UserRecord;
  actor: MemberActor;
}

/** The session of who acts without one: a member's work that goes on in the background. */
export const noSession = '';

/** A member as the one who acts, with the rights of this moment. */
export const memberActor = (user: UserRecord, sessionHash: string): MemberActor => ({
  kind: 'member',
  id: user.id,
  role: user.role,
  name: memberName(user),
  permissions: permissionsOf({ role: user.role, extra: user.profile.permissions }),
  sessionHash,
});

/** Who a session belongs to. Null when it was ended or has expired, or when the member is no longer active. */
export async function memberOfSession(
  { sessions, users, clock }: Pick<Ports, 'sessions' | 'users' | 'clock'>,
  sessionHash: string,
): Promise<SessionMember | null> {
  const session = await sessions.find(sessionHash);
  if (!session || session.expiresAt <= clock.now()) return null;
  const user = await users.find(session.userId);
  if (!user?.isActive) return null;
  return { session, user, actor: memberActor(user, sessionHash) };
}
