import type { MemberActor } from '../../../lib/domain/actor.ts';
import { isLimited, type OwnRecordsOnly } from '../../../lib/domain/own-records.ts';
import { permissionsOf } from '../../../lib/domain/permissions.ts';
import type { Ports } from '../../ports/index.ts';
import type { SessionRecord, UserRecord } from '../../records/index.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { memberName } from '../shared/member-refs.ts';

export interface SessionMember {
  session: SessionRecord;
  user: UserRecord;
  actor: MemberActor;
}

/** The session of who acts without one. */
const noSession = '';

/** A member as the one who acts, with the rights of this moment. `limited`: the company's setting of now. */
export const memberActor = (
  user: UserRecord,
  { sessionHash, limited }: { sessionHash: string; limited: OwnRecordsOnly },
): MemberActor => ({
  kind: 'member',
  id: user.id,
  role: user.role,
  name: memberName(user),
  permissions: permissionsOf({ role: user.role, extra: user.profile.permissions }),
  ownOnly: isLimited(user.role, limited),
  sessionHash,
});

/** An active member, for their work that goes on in the background; null when there is no such member any more. */
export async function findActor(
  { users, companySettings }: Pick<Ports, 'users' | 'companySettings'>,
  userId: string,
): Promise<MemberActor | null> {
  const [user, settings] = await Promise.all([users.find(userId), findCompanySettings({ companySettings })]);
  return user?.isActive ? memberActor(user, { sessionHash: noSession, limited: settings.ownRecordsOnly }) : null;
}

/** Who a session belongs to. Null when it was ended or has expired, or when the member is no longer active. */
export async function memberOfSession(
  { sessions, users, clock, companySettings }: Pick<Ports, 'sessions' | 'users' | 'clock' | 'companySettings'>,
  sessionHash: string,
): Promise<SessionMember | null> {
  const session = await sessions.find(sessionHash);
  if (!session || session.expiresAt <= clock.now()) return null;
  const [user, settings] = await Promise.all([users.find(session.userId), findCompanySettings({ companySettings })]);
  if (!user?.isActive) return null;
  return { session, user, actor: memberActor(user, { sessionHash, limited: settings.ownRecordsOnly }) };
}
