import type { Permission } from '../../../lib/contracts/permission.ts';
import type { User } from '../../../lib/contracts/user.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { updateUser } from './update-user.ts';

/**
 * Gives a member one permission beyond those of the role, or takes it away.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function setPermission(
  context: Context,
  { id, permission, given }: { id: string; permission: Permission; given: boolean },
): Promise<User> {
  requirePermission(context.actor, 'users.write', 'change permissions');
  const user = await context.ports.users.find(id);
  if (!user) throw notFound('account');
  const others = user.profile.permissions.filter((word) => word !== permission);
  return updateUser(context, { id, patch: { profile: { permissions: given ? [...others, permission] : others } } });
}
