import type { SearchHit, SearchQuery } from '../../../lib/contracts/search.ts';
import { words } from '../../../lib/planning/text.ts';
import type { Ports } from '../../ports/index.ts';
import { memberName } from '../shared/member-refs.ts';

/** Active members each word of the text begins a name of. There are few: they are looked through one by one. */
export async function findMembers(
  { users }: Pick<Ports, 'users'>,
  { q, limit }: SearchQuery,
): Promise<{ items: SearchHit[]; more: boolean }> {
  const wanted = words(q);
  const found = (await users.members()).filter((user) => {
    const names = words(`${memberName(user)} ${user.profile.department ?? ''}`);
    return wanted.length > 0 && wanted.every((word) => names.some((name) => name.startsWith(word)));
  });
  return {
    items: found.slice(0, limit).map((user) => ({
      id: user.id,
      title: memberName(user),
      detail: user.profile.department ?? '',
      status: null,
      link: `/app/tasks?${new URLSearchParams({ assignedTo: user.id, status: 'pending,in_progress' })}`,
    })),
    more: found.length > limit,
  };
}
