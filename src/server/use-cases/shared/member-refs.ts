import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { Ports } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';

export const memberName = ({ profile }: Pick<UserRecord, 'profile'>): string =>
  `${profile.firstName} ${profile.lastName}`.trim();

/** A member as histories and the audit log name who did a thing. */
export const byMember = (user: Pick<UserRecord, 'id' | 'profile'>) => ({
  kind: 'member',
  id: user.id,
  name: memberName(user),
});

export const memberRef = (user: Pick<UserRecord, 'id' | 'profile'>): MemberRef => ({
  id: user.id,
  name: memberName(user),
  avatar: user.profile.avatar,
});

/** References to the members among `ids` (nulls are skipped), in one read. Ids of no member are missing from the map. */
export async function memberRefs(
  { users }: Pick<Ports, 'users'>,
  ids: Iterable<string | null>,
): Promise<Map<string, MemberRef>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const found = await users.findMany(wanted);
  return new Map(found.map((user) => [user.id, memberRef(user)]));
}

/** The member of an id among references that were read; null for nobody, and for who is gone. */
export const refOf = (id: string | null, refs: ReadonlyMap<string, MemberRef>): MemberRef | null =>
  id === null ? null : (refs.get(id) ?? null);
