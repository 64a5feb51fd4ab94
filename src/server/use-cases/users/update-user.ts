import { isDeepStrictEqual } from 'node:util';
import type { UpdateUserRequest, User } from '../../../lib/contracts/user.ts';
import { invalid, notFound, ProblemError } from '../../../lib/domain/errors.ts';
import type { AuditNote } from '../../../lib/domain/audit.ts';
import { permissions } from '../../../lib/contracts/permission.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { UserRecord } from '../../records/index.ts';
import { ending } from '../auth/ending.ts';
import { valueAt } from '../activity/activity-of.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberName } from '../shared/member-refs.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentUser } from './present-user.ts';

/**
 * Changes an account's role, activity or profile. Deactivating it ends its sessions.
 * @throws ProblemError `forbidden`, `not_found`, `validation_failed` for an unknown permission, or `conflict` when no
 *   active administrator would be left
 */
export async function updateUser(
  { ports, actor }: Context,
  { id, patch }: { id: string; patch: UpdateUserRequest },
): Promise<User> {
  requirePermission(actor, 'users.write', 'change accounts');
  checkPermissions(patch.profile?.permissions ?? []);
  return retryStale(async () => {
    const before = await ports.users.find(id);
    if (!before) throw notFound('account');
    const after = patched(before, patch, ports.clock.now());
    const keepAdmin = isAdmin(before) && !isAdmin(after);
    if (keepAdmin) await checkOtherAdmin(ports, id);
    const ended = before.isActive && !after.isActive ? await ports.sessions.ofUser(id) : [];
    const { events, write } = ending(ports, ended);
    await ports.commit({
      actor,
      events: [{ type: 'access.changed', userId: id }, ...events],
      audit: noteOf(before, after),
      write: async (tx) => {
        await ports.users.replace(after, tx, { keepAdmin });
        await write(tx);
      },
    });
    return presentUser(after);
  });
}

const told = ['role', 'isActive', 'profile.permissions'] as const;

/** What became different of what the member may do. */
function noteOf(before: UserRecord, after: UserRecord): AuditNote[] {
  const changes = told
    .map((path) => ({ path, from: valueAt(before, path), to: valueAt(after, path) }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));
  const subject = { type: 'member', id: after.id, name: memberName(after) } as const;
  return changes.length > 0 ? [{ kind: 'member_changed', subject, changes }] : [];
}

const isAdmin = ({ role, isActive }: UserRecord): boolean => role === 'admin' && isActive;

function checkPermissions(words: readonly string[]): void {
  const unknown = words.filter((word) => !(permissions as readonly string[]).includes(word));
  if (unknown.length > 0) {
    throw invalid(
      'profile.permissions',
      `there is no permission ${unknown.join(', ')}; there are ${permissions.join(', ')}`,
    );
  }
}

/** Two changes at the same time could both pass this; the store then refuses the later one. */
async function checkOtherAdmin({ users }: Pick<Ports, 'users'>, id: string): Promise<void> {
  const admins = await users.list({ role: 'admin', isActive: true, limit: 2, sort: 'createdAt' });
  if (!admins.items.some((admin) => admin.id !== id)) {
    throw new ProblemError('conflict', 'This is the only active administrator. Make another member one first.');
  }
}

function patched(before: UserRecord, { role, isActive, profile = {} }: UpdateUserRequest, now: Date): UserRecord {
  const { firstName, lastName, department, avatar, permissions } = profile;
  return {
    ...before,
    version: before.version + 1,
    role: role ?? before.role,
    isActive: isActive ?? before.isActive,
    profile: {
      firstName: firstName ?? before.profile.firstName,
      lastName: lastName ?? before.profile.lastName,
      department: department === undefined ? before.profile.department : department,
      avatar: avatar === undefined ? before.profile.avatar : avatar,
      permissions: permissions ? [...new Set(permissions)] : before.profile.permissions,
    },
    updatedAt: now,
  };
}
