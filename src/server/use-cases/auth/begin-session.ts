import type { AuthResult } from '../../../lib/contracts/user.ts';
import type { Origin } from '../../../lib/domain/actor.ts';
import type { Ports, Tx } from '../../ports/index.ts';
import type { RefreshTokenRecord, SessionRecord, UserRecord } from '../../records/index.ts';
import { presentUser } from '../users/present-user.ts';
import { inDays, refreshTokenDays, sessionDays } from './lifetimes.ts';

/** From where someone logs in, for the list of sessions. */
export type Device = Origin;

/** Someone who has just logged in: the API's answer, and the secret for the session cookie. */
export interface Login {
  result: AuthResult;
  sessionId: string;
}

type Needs = Pick<Ports, 'tokens' | 'clock' | 'sessions' | 'refreshTokens'>;

const userAgentLength = 300;

/** A refresh token and the record that stands for it. */
export function newRefreshToken(
  { tokens, clock }: Pick<Ports, 'tokens' | 'clock'>,
  { userId, sessionHash }: { userId: string; sessionHash: string },
): { secret: string; record: RefreshTokenRecord } {
  const secret = tokens.random();
  const record: RefreshTokenRecord = {
    hash: tokens.refreshDigest(secret),
    sessionHash,
    userId,
    usedAt: null,
    successor: null,
    expiresAt: inDays(clock.now(), refreshTokenDays),
  };
  return { secret, record };
}

/**
 * A new session with its first refresh token. `write` belongs into the transaction that logs the user in;
 * `login` makes the answer afterwards.
 */
export function beginSession(
  ports: Needs,
  userId: string,
  { userAgent, ip }: Device,
): { write: (tx: Tx) => Promise<void>; login: (user: UserRecord) => Promise<Login> } {
  const { tokens, clock, sessions, refreshTokens } = ports;
  const now = clock.now();
  const sessionId = tokens.random();
  const session: SessionRecord = {
    hash: tokens.digest(sessionId),
    userId,
    userAgent: userAgent?.slice(0, userAgentLength) ?? null,
    ip,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: inDays(now, sessionDays),
  };
  const refresh = newRefreshToken(ports, { userId, sessionHash: session.hash });
  return {
    write: async (tx) => {
      await sessions.insert(session, tx);
      await refreshTokens.insert(refresh.record, tx);
    },
    login: async (user) => {
      const token = await tokens.signAccess({ userId, role: user.role, sessionHash: session.hash });
      return { result: { user: presentUser(user), token, refreshToken: refresh.secret }, sessionId };
    },
  };
}
