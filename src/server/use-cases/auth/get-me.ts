import type { User } from '../../../lib/contracts/user.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { presentUser } from '../users/present-user.ts';

/** The caller's own account. */
export async function getMe({ ports, actor }: { ports: Ports; actor: MemberActor }): Promise<User> {
  const user = await ports.users.find(actor.id);
  if (!user) throw notFound('account');
  return presentUser(user);
}
