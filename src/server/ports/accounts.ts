import type { Tx } from './commit.ts';
import type {
  ApiKeyRecord,
  OneTimeTokenRecord,
  RefreshTokenRecord,
  SessionRecord,
  UserRecord,
} from '../records/index.ts';
import type { ListUsersQuery } from '../../lib/contracts/user.ts';
import type { ListApiKeysQuery } from '../../lib/contracts/api-key.ts';
import type { Page } from '../../lib/contracts/common.ts';

export interface UserStore {
  find(id: string): Promise<UserRecord | null>;
  findMany(ids: readonly string[]): Promise<UserRecord[]>;
  findByEmail(email: string): Promise<UserRecord | null>;
  list(query: ListUsersQuery): Promise<Page<UserRecord>>;
  /** Active members, by name; for pickers. */
  members(): Promise<UserRecord[]>;
  any(): Promise<boolean>;
  /** With `first`, throws DuplicateKeyError('first') unless no user exists: only one caller can win. */
  insert(record: UserRecord, tx: Tx, options?: { first?: boolean }): Promise<void>;
  /**
   * Replaces the record of version `record.version - 1`; throws StaleRecordError when another change came first.
   * With `keepAdmin`, also when no active admin would be left: changes at the same time cannot demote the last two.
   */
  replace(record: UserRecord, tx: Tx, options?: { keepAdmin?: boolean }): Promise<void>;
}

export interface SessionStore {
  find(hash: string): Promise<SessionRecord | null>;
  ofUser(userId: string): Promise<SessionRecord[]>;
  touch(hash: string, at: Date, expiresAt: Date): Promise<void>;
  insert(record: SessionRecord, tx: Tx): Promise<void>;
  /** Removes the session and its refresh tokens. */
  remove(hash: string, tx: Tx): Promise<void>;
}

export interface RefreshTokenStore {
  find(hash: string): Promise<RefreshTokenRecord | null>;
  insert(record: RefreshTokenRecord, tx: Tx): Promise<void>;
  /** Marks it used; throws StaleRecordError when it was used already. */
  use(hash: string, successor: string, at: Date, tx: Tx): Promise<void>;
}

export interface ApiKeyStore {
  find(id: string): Promise<ApiKeyRecord | null>;
  findByHash(hash: string): Promise<ApiKeyRecord | null>;
  /** Those of a member; of everyone when it is null. */
  list(userId: string | null, query: ListApiKeysQuery): Promise<Page<ApiKeyRecord>>;
  /** How many of a member's keys are neither revoked nor expired. */
  countActive(userId: string, at: Date): Promise<number>;
  insert(record: ApiKeyRecord, tx: Tx): Promise<void>;
  /** Throws StaleRecordError when it is revoked already. */
  revoke(id: string, at: Date, tx: Tx): Promise<void>;
  touch(id: string, at: Date): Promise<void>;
}

export interface OneTimeTokenStore {
  find(hash: string): Promise<OneTimeTokenRecord | null>;
  insert(record: OneTimeTokenRecord, tx: Tx): Promise<void>;
  /** Throws StaleRecordError when it is gone: it works once. */
  take(hash: string, tx: Tx): Promise<void>;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Also takes its time when there is no hash to compare with. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Access tokens (JWT, 15 min) and opaque secrets. */
export interface Tokens {
  signAccess(claims: { userId: string; role: string; sessionHash: string }): Promise<string>;
  /** Null for anything not signed by us, expired, or of another algorithm. */
  verifyAccess(token: string): Promise<{ userId: string; sessionHash: string } | null>;
  /** 256 random bits, base64url. */
  random(): string;
  /** SHA-256, hex. For session ids and one-time tokens. */
  digest(secret: string): string;
  /** HMAC under JWT_REFRESH_SECRET, hex. */
  refreshDigest(secret: string): string;
  /** HMAC under JWT_REFRESH_SECRET, hex, of API keys: never the same as that of a refresh token. */
  keyDigest(key: string): string;
}
