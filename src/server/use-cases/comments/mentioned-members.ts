import type { Mention } from '../../../lib/contracts/comment.ts';
import { mentionsIn } from '../../../lib/domain/mentions.ts';
import type { Ports } from '../../ports/index.ts';
import { memberName } from '../shared/member-refs.ts';

/** The active members a text mentions. Reads no members when it cannot mention any. */
export async function mentionedMembers({ users }: Pick<Ports, 'users'>, text: string): Promise<Mention[]> {
  if (!text.includes('@')) return [];
  return mentionsIn(
    text,
    (await users.members()).map((member) => ({ id: member.id, name: memberName(member) })),
  );
}
