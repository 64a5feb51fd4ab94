import type { ApiKey } from '../../../lib/contracts/api-key.ts';
import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { ApiKeyRecord } from '../../records/index.ts';

/** Whether a key opens anything, and if not, why. */
export function stateOf({ revokedAt, expiresAt }: ApiKeyRecord, now: Date): ApiKey['state'] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}

/** A key as the contract shows one: everything but its hash. */
export const presentKey = (key: ApiKeyRecord, { member, now }: { member: MemberRef | null; now: Date }): ApiKey => ({
  id: key.id,
  name: key.name,
  start: key.start,
  member,
  permissions: key.permissions,
  state: stateOf(key, now),
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
});
