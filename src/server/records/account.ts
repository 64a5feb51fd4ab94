import type { Permission } from '../../lib/contracts/permission.ts';
import type { Role } from '../../lib/contracts/user.ts';

export interface UserRecord {
  id: string;
  /** Starts at 1 and grows with every change, as on other records: `replace` refuses a stale one. */
  version: number;
  email: string;
  passwordHash: string;
  role: Role;
  profile: {
    firstName: string;
    lastName: string;
    department: string | null;
    avatar: string | null;
    permissions: string[];
  };
  lastLogin: Date | null;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** A signed-in browser or program. `hash` is SHA-256 of the session's id, which is stored nowhere. */
export interface SessionRecord {
  hash: string;
  userId: string;
  userAgent: string | null;
  ip: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

/** One refresh token of a session's family; `hash` is its HMAC under JWT_REFRESH_SECRET. */
export interface RefreshTokenRecord {
  hash: string;
  sessionHash: string;
  userId: string;
  usedAt: Date | null;
  /** Hash of the token that replaced it. */
  successor: string | null;
  expiresAt: Date;
}

/** A link sent by mail that works once: password resets and invitations. `hash` is SHA-256 of the token. */
export interface OneTimeTokenRecord {
  hash: string;
  purpose: 'password_reset' | 'invite' | 'setup';
  userId: string | null;
  email: string | null;
  role: Role | null;
  expiresAt: Date;
}

/** What a program acts with on a member's behalf. `hash` is the key's HMAC under JWT_REFRESH_SECRET. */
export interface ApiKeyRecord {
  id: string;
  hash: string;
  userId: string;
  name: string;
  /** The first characters, to tell it by. */
  start: string;
  permissions: Permission[];
  createdAt: Date;
  /** Null: it does not expire. */
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}
