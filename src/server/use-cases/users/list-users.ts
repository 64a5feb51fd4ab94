import type { Page } from '../../../lib/contracts/common.ts';
import type { ListUsersQuery, User } from '../../../lib/contracts/user.ts';
import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentUser } from './present-user.ts';

/** All accounts, page by page. Throws ProblemError `forbidden`, or `validation_failed` for a bad cursor. */
export async function listUsers({ ports, actor }: Context, query: ListUsersQuery): Promise<Page<User>> {
  requirePermission(actor, 'users.read', 'see all accounts');
  const { items, total, nextCursor } = await ports.users.list(query);
  return { items: items.map(presentUser), total, nextCursor };
}
