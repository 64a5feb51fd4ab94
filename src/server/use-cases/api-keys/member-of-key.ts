import type { Ports } from '../../ports/index.ts';
import type { ApiKeyRecord, UserRecord } from '../../records/index.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import { memberActor } from '../auth/member-of-session.ts';
import { findCompanySettings } from '../company/find-settings.ts';
import { stateOf } from './present-key.ts';

/** What every key begins with, so that one in the wrong place is known for what it is. */
export const keyPrefix = 'tl_';
const form = /^tl_[\w-]{43}$/;
/** The last use is noted this often at most: reading must not mean writing. */
const noteUseMs = 60_000;

export interface KeyMember {
  key: ApiKeyRecord;
  user: UserRecord;
  actor: MemberActor;
}

type Needs = Pick<Ports, 'apiKeys' | 'users' | 'companySettings' | 'clock'>;

/** Whose key this is, and what it may do at this moment. Read anew each time, so that revoking holds at once everywhere. */
export async function memberOfKey(ports: Needs & Pick<Ports, 'tokens'>, secret: string): Promise<KeyMember | null> {
  const key = form.test(secret) ? await ports.apiKeys.findByHash(ports.tokens.keyDigest(secret)) : null;
  const found = key && (await holderOf(ports, key));
  if (!found) return null;
  const now = ports.clock.now();
  if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) >= noteUseMs) await ports.apiKeys.touch(key.id, now);
  return found;
}

/** As `memberOfKey`, of a key that was shown before. */
export async function memberOfKnownKey(ports: Needs, keyId: string): Promise<KeyMember | null> {
  const key = await ports.apiKeys.find(keyId);
  return key && holderOf(ports, key);
}

async function holderOf({ users, companySettings, clock }: Needs, key: ApiKeyRecord): Promise<KeyMember | null> {
  if (stateOf(key, clock.now()) !== 'active') return null;
  const [user, settings] = await Promise.all([users.find(key.userId), findCompanySettings({ companySettings })]);
  if (!user?.isActive) return null;
  const member = memberActor(user, { sessionHash: '', limited: settings.ownRecordsOnly });
  const permissions = new Set(key.permissions.filter((permission) => member.permissions.has(permission)));
  return { key, user, actor: { ...member, permissions, key: { id: key.id, name: key.name } } };
}
