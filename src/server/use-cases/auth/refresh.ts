import type { RefreshResult } from '../../../lib/contracts/user.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { StaleRecordError, type Ports } from '../../ports/index.ts';
import type { RefreshTokenRecord } from '../../records/index.ts';
import { systemActor } from '../shared/system-actor.ts';
import { newRefreshToken } from './begin-session.ts';
import { ending } from './ending.ts';
import { inDays, refreshGraceSeconds, sessionDays } from './lifetimes.ts';
import { memberOfSession, type SessionMember } from './member-of-session.ts';

export type Refreshed = RefreshResult & { sessionHash: string };

const unknownToken = () =>
  new ProblemError('unauthenticated', 'The refresh token is not valid or has expired. Log in again.');

/**
 * Rotates a refresh token (RFC 9700, section 4.14.2): it works once, and showing a used one ends its session. The one
 * exception is the token that was replaced a few seconds ago, whose successor nobody has used: parallel tabs show it,
 * and get an access token alone.
 *
 * Throws ProblemError `unauthenticated`, or `token_reused` after ending the session.
 */
export async function refresh(ports: Ports, refreshToken: string | undefined): Promise<Refreshed> {
  if (!refreshToken) throw unknownToken();
  const record = await ports.refreshTokens.find(ports.tokens.refreshDigest(refreshToken));
  if (!record || record.expiresAt <= ports.clock.now()) throw unknownToken();
  const member = await memberOfSession(ports, record.sessionHash);
  if (!member) throw unknownToken();
  if (record.usedAt) return answerUsed(ports, record, member);
  try {
    return await rotate(ports, record, member);
  } catch (error) {
    if (!(error instanceof StaleRecordError)) throw error;
    // Another request rotated it, or ended the session, between our reading and writing.
    const now = await ports.refreshTokens.find(record.hash);
    if (!now?.usedAt) throw unknownToken();
    return answerUsed(ports, now, member);
  }
}

async function rotate(ports: Ports, used: RefreshTokenRecord, member: SessionMember): Promise<Refreshed> {
  const { session, user } = member;
  const now = ports.clock.now();
  const next = newRefreshToken(ports, { userId: user.id, sessionHash: session.hash });
  await ports.commit({
    actor: systemActor,
    events: [],
    write: async (tx) => {
      await ports.refreshTokens.use(used.hash, next.record.hash, now, tx);
      await ports.refreshTokens.insert(next.record, tx);
    },
  });
  // The session lives at least as long as its newest refresh token.
  await ports.sessions.touch(session.hash, now, inDays(now, sessionDays));
  return { token: await accessToken(ports, member), refreshToken: next.secret, sessionHash: session.hash };
}

async function answerUsed(ports: Ports, used: RefreshTokenRecord, member: SessionMember): Promise<Refreshed> {
  if (await withinGrace(ports, used)) {
    return { token: await accessToken(ports, member), sessionHash: member.session.hash };
  }
  await ports.commit({ actor: systemActor, ...ending(ports, [member.session]) });
  ports.log.warn({ userId: member.user.id }, 'a refresh token was used twice: its session is ended');
  throw new ProblemError(
    'token_reused',
    'This refresh token was used before, so its session has been ended. Log in again.',
  );
}

/** Only the immediate predecessor of a token that is still unused, and only for seconds. */
async function withinGrace({ clock, refreshTokens }: Ports, used: RefreshTokenRecord): Promise<boolean> {
  if (!used.usedAt || used.successor === null) return false;
  if (clock.now().getTime() - used.usedAt.getTime() > refreshGraceSeconds * 1000) return false;
  const successor = await refreshTokens.find(used.successor);
  return successor?.usedAt === null;
}

const accessToken = ({ tokens }: Ports, { user, session }: SessionMember) =>
  tokens.signAccess({ userId: user.id, role: user.role, sessionHash: session.hash });
