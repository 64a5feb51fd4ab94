import { z } from 'zod';
import { handshakeAuth } from '../../lib/contracts/socket.ts';
import type { MemberActor } from '../../lib/domain/actor.ts';
import type { Ports } from '../ports/index.ts';
import type { UserRecord } from '../records/index.ts';
import { keyPrefix, memberOfKey, memberOfKnownKey, type KeyMember } from '../use-cases/api-keys/member-of-key.ts';
import { memberOfSession, type SessionMember } from '../use-cases/auth/member-of-session.ts';

type World = Pick<Ports, 'sessions' | 'users' | 'clock' | 'companySettings' | 'tokens' | 'apiKeys'>;

/** Who a socket belongs to, and until when at the latest; null for as long as nobody ends it. */
export interface Entrant {
  user: UserRecord;
  actor: MemberActor;
  expiresAt: Date | null;
}

const ofSession = (found: SessionMember | null): Entrant | null =>
  found && { user: found.user, actor: found.actor, expiresAt: found.session.expiresAt };
const ofKey = (found: KeyMember | null): Entrant | null =>
  found && { user: found.user, actor: found.actor, expiresAt: found.key.expiresAt };

/** What a handshake brings along. */
export interface Credentials {
  token: string | null;
  cookieHeader: string | null;
  /** The last event the client has seen. */
  lastEventId: number | null;
}

/** Reads a handshake's `auth`; what is not usable counts as not given. */
export function credentialsOf(handshake: { auth: unknown; headers: { cookie?: string | undefined } }): Credentials {
  const auth = handshakeAuth.safeParse(handshake.auth);
  return {
    token: (auth.success ? auth.data.token : undefined) ?? null,
    lastEventId: (auth.success ? auth.data.lastEventId : undefined) ?? null,
    cookieHeader: handshake.headers.cookie ?? null,
  };
}

const accessToken = z.string().min(1).max(4096);

/** Who an access token or API key stands for; null for anything but a valid one. */
export async function memberOfToken(ports: World, token: unknown): Promise<Entrant | null> {
  const parsed = accessToken.safeParse(token);
  if (!parsed.success) return null;
  if (parsed.data.startsWith(keyPrefix)) return ofKey(await memberOfKey(ports, parsed.data));
  const claims = await ports.tokens.verifyAccess(parsed.data);
  const found = claims && (await memberOfSession(ports, claims.sessionHash));
  return found?.user.id === claims?.userId ? ofSession(found) : null;
}

/** Who a session cookie's value stands for; null for anything but a session that lasts. */
export const memberOfCookie = async (ports: World, sessionId: string): Promise<Entrant | null> =>
  ofSession(await memberOfSession(ports, ports.tokens.digest(sessionId)));

/** Whether what a socket came with still opens anything, and as what. */
export const memberAgain = async (ports: World, { sessionHash, key }: MemberActor): Promise<Entrant | null> =>
  key ? ofKey(await memberOfKnownKey(ports, key.id)) : ofSession(await memberOfSession(ports, sessionHash));
