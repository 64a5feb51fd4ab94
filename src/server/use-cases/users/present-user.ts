import type { User } from '../../../lib/contracts/user.ts';
import type { UserRecord } from '../../records/index.ts';

/** A member as the contract shows one: everything but the password's hash. */
export const presentUser = (user: UserRecord): User => ({
  id: user.id,
  email: user.email,
  role: user.role,
  profile: {
    firstName: user.profile.firstName,
    lastName: user.profile.lastName,
    department: user.profile.department,
    avatar: user.profile.avatar,
    permissions: user.profile.permissions,
  },
  lastLogin: user.lastLogin?.toISOString() ?? null,
  isActive: user.isActive,
  createdAt: user.createdAt.toISOString(),
  updatedAt: user.updatedAt.toISOString(),
});
