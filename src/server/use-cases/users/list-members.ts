import type { Member } from '../../../lib/contracts/user.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberRef } from '../shared/member-refs.ts';

/** Names of the active members, in alphabetical order: whom work can be given to. Throws ProblemError `forbidden`. */
export async function listMembers({ ports, actor }: Context): Promise<Member[]> {
  requirePermission(actor, 'tasks.read', 'see who is here');
  const members = await ports.users.members();
  return members.map((user) => ({ ...memberRef(user), role: user.role }));
}
