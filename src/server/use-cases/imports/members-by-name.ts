import type { Ports } from '../../ports/index.ts';
import { memberName } from '../shared/member-refs.ts';

/** The id of the member with a name or an email; undefined when there is none, or several. */
export type MembersByName = (nameOrEmail: string) => string | undefined;

const folded = (text: string) => text.trim().toLowerCase();

/** Reads the active members once. */
export async function membersByName({ users }: Pick<Ports, 'users'>): Promise<MembersByName> {
  const members = await users.members();
  const ids = Map.groupBy(
    members.flatMap((member) => [
      { name: folded(memberName(member)), id: member.id },
      { name: folded(member.email), id: member.id },
    ]),
    ({ name }) => name,
  );
  return (nameOrEmail) => {
    const found = ids.get(folded(nameOrEmail)) ?? [];
    return found.length === 1 ? found[0]?.id : undefined;
  };
}
