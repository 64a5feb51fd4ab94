import { z } from 'zod';
import { handshakeAuth } from '../../lib/contracts/socket.ts';
import type { Ports } from '../ports/index.ts';
import { memberOfSession, type SessionMember } from '../use-cases/auth/member-of-session.ts';

type World = Pick<Ports, 'sessions' | 'users' | 'clock' | 'companySettings' | 'tokens'>;

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

/** Who an access token stands for; null for anything but a valid token of a session that lasts. */
export async function memberOfToken(ports: World, token: unknown): Promise<SessionMember | null> {
  const parsed = accessToken.safeParse(token);
  const claims = parsed.success ? await ports.tokens.verifyAccess(parsed.data) : null;
  const found = claims && (await memberOfSession(ports, claims.sessionHash));
  return found?.user.id === claims?.userId ? found : null;
}

/** Who a session cookie's value stands for; null for anything but a session that lasts. */
export const memberOfCookie = async (ports: World, sessionId: string): Promise<SessionMember | null> =>
  memberOfSession(ports, ports.tokens.digest(sessionId));
