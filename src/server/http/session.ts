import type { AstroCookies } from 'astro';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { refreshTokenDays, sessionDays } from '../use-cases/auth/lifetimes.ts';
import { systemActor } from '../use-cases/shared/system-actor.ts';
import type { Environment } from '../env.ts';
import type { SessionRecord, UserRecord } from '../records/index.ts';
import type { Access } from './access.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Sessions;
    DatabaseUserAttributes: { record: UserRecord };
    DatabaseSessionAttributes: { record: SessionRecord };
  }
}

export type Sessions = ReturnType<typeof createSessions>;

/**
 * Lucia's storage. Its session id is the cookie's secret; the stores know its SHA-256 alone, so that a leaked database
 * opens no account. Sessions begin in use-cases, in the transaction that logs someone in.
 */
const adapter = (access: Access): Adapter => {
  const { ports } = access;
  const end = async (sessionHash: string, userId: string) =>
    ports.commit({
      actor: systemActor,
      events: [{ type: 'session.ended', userId, sessionHash }],
      write: (tx) => ports.sessions.remove(sessionHash, tx),
    });
  const shown = (record: SessionRecord, id: string) => ({
    id,
    userId: record.userId,
    expiresAt: record.expiresAt,
    attributes: { record },
  });
  return {
    getSessionAndUser: async (id) => {
      const found = await access.member(ports.tokens.digest(id));
      if (!found) return [null, null];
      return [shown(found.session, id), { id: found.user.id, attributes: { record: found.user } }];
    },
    getUserSessions: async (userId) =>
      (await ports.sessions.ofUser(userId)).map((record) => shown(record, record.hash)),
    setSession: ({ id, attributes }) =>
      ports.commit({
        actor: systemActor,
        events: [],
        write: (tx) => ports.sessions.insert({ ...attributes.record, hash: ports.tokens.digest(id) }, tx),
      }),
    updateSessionExpiration: (id, expiresAt) =>
      ports.sessions.touch(ports.tokens.digest(id), ports.clock.now(), expiresAt),
    deleteSession: async (id) => {
      const record = await ports.sessions.find(ports.tokens.digest(id));
      if (record) await end(record.hash, record.userId);
    },
    deleteUserSessions: async (userId) => {
      for (const { hash } of await ports.sessions.ofUser(userId)) await end(hash, userId);
    },
    // The store's TTL index does it.
    deleteExpiredSessions: () => Promise.resolve(),
  };
};

/** Lucia over the stores: the session cookie's name, flags and sliding expiry. */
export const createSessions = (access: Access, { secureCookies }: Pick<Environment, 'secureCookies'>) =>
  new Lucia(adapter(access), {
    sessionExpiresIn: new TimeSpan(sessionDays, 'd'),
    sessionCookie: { name: 'session', attributes: { secure: secureCookies, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ record }) => ({ hash: record.hash }),
    getUserAttributes: ({ record }) => ({ record }),
  });

const refreshCookie = 'refresh';
const refreshPath = '/api/auth';

/** What the cookies of a request and its answer are read and written with. */
interface CookieJar {
  cookies: AstroCookies;
  env: Pick<Environment, 'secureCookies'>;
  sessions: Sessions;
}

/** Sets the session cookie; the id never appears anywhere else. */
export function setSessionCookie({ cookies, sessions }: Omit<CookieJar, 'env'>, sessionId: string): void {
  const { name, value, attributes } = sessions.createSessionCookie(sessionId);
  cookies.set(name, value, attributes);
}

export function setRefreshCookie({ cookies, env }: Omit<CookieJar, 'sessions'>, refreshToken: string): void {
  cookies.set(refreshCookie, refreshToken, {
    path: refreshPath,
    httpOnly: true,
    sameSite: 'lax',
    secure: env.secureCookies,
    maxAge: refreshTokenDays * 24 * 60 * 60,
  });
}

export const readRefreshCookie = (cookies: AstroCookies): string | undefined => cookies.get(refreshCookie)?.value;

/** Sets both cookies of someone who has just logged in. */
export function setLoginCookies(jar: CookieJar, login: { sessionId: string; refreshToken: string }): void {
  setSessionCookie(jar, login.sessionId);
  setRefreshCookie(jar, login.refreshToken);
}

export function clearLoginCookies({ cookies, sessions }: Omit<CookieJar, 'env'>): void {
  const { name, attributes } = sessions.createBlankSessionCookie();
  cookies.delete(name, attributes);
  cookies.delete(refreshCookie, { path: refreshPath });
}
