import type { AstroCookies } from 'astro';
import type { User } from '../../lib/contracts/user.ts';
import type { MemberActor } from '../../lib/domain/actor.ts';
import type { SessionMember } from '../use-cases/auth/member-of-session.ts';
import { keyPrefix, memberOfKey } from '../use-cases/api-keys/member-of-key.ts';
import { presentUser } from '../use-cases/users/present-user.ts';
import { clearLoginCookies, setSessionCookie } from './session.ts';
import type { World } from './world.ts';

export interface Identity {
  actor: MemberActor | null;
  user: User | null;
}

const nobody: Identity = { actor: null, user: null };
const known = (found: Pick<SessionMember, 'actor' | 'user'> | null): Identity =>
  found ? { actor: found.actor, user: presentUser(found.user) } : nobody;

/** What an API key begins with, an access token never. */
const looksLikeKey = (token: string): boolean => token.startsWith(keyPrefix);

/**
 * Who asks. A bearer token beats the cookie: one that is not valid makes the caller nobody, whatever the cookie says.
 * It is an access token or, with `keys`, an API key. A valid cookie is renewed when half of its session's life is over; one that opens nothing is removed.
 */
export async function identify(
  request: Request,
  cookies: AstroCookies,
  { world, keys }: { world: World; /** Programs use the API; pages are for people. */ keys: boolean },
): Promise<Identity> {
  const authorization = request.headers.get('authorization');
  if (authorization === null) return byCookie(cookies, world);
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1] ?? '';
  if (!looksLikeKey(token)) return byToken(token, world);
  return keys ? known(await memberOfKey(world.ports, token)) : nobody;
}

async function byToken(token: string, { ports, access }: World): Promise<Identity> {
  const claims = await ports.tokens.verifyAccess(token);
  const found = claims && (await access.member(claims.sessionHash));
  return known(found?.user.id === claims?.userId ? found : null);
}

async function byCookie(cookies: AstroCookies, { access, sessions }: World): Promise<Identity> {
  const sessionId = cookies.get(sessions.sessionCookieName)?.value;
  if (!sessionId) return nobody;
  const { session } = await sessions.validateSession(sessionId);
  if (!session) {
    clearLoginCookies({ cookies, sessions });
    return nobody;
  }
  if (session.fresh) setSessionCookie({ cookies, sessions }, sessionId);
  return known(await access.member(session.hash));
}
