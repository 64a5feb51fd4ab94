import type { AstroCookies } from 'astro';
import type { AuthResult, RefreshResult } from '../../lib/contracts/user.ts';
import type { Login } from '../use-cases/auth/begin-session.ts';
import type { Refreshed } from '../use-cases/auth/refresh.ts';
import { clearLoginCookies, setLoginCookies, setRefreshCookie, setSessionCookie } from './session.ts';
import { getWorld } from './world.ts';

interface Jar {
  cookies: AstroCookies;
}

/** Sets the cookies of a login and answers what the API shows of it. For pages too: they ignore the tokens. */
export async function answerLogin({ cookies }: Jar, { result, sessionId }: Login): Promise<AuthResult> {
  const { env, sessions } = await getWorld();
  setLoginCookies({ cookies, env, sessions }, { sessionId, refreshToken: result.refreshToken });
  return result;
}

/** Renews the cookies after a refresh; the session cookie only when it is of the same session. */
export async function answerRefresh({ cookies }: Jar, { sessionHash, ...result }: Refreshed): Promise<RefreshResult> {
  const { env, sessions, ports } = await getWorld();
  if (result.refreshToken !== undefined) setRefreshCookie({ cookies, env }, result.refreshToken);
  const sessionId = cookies.get(sessions.sessionCookieName)?.value;
  if (sessionId && ports.tokens.digest(sessionId) === sessionHash) setSessionCookie({ cookies, sessions }, sessionId);
  return result;
}

/** Removes the cookies of whoever has logged out. */
export async function forgetLogin({ cookies }: Jar): Promise<void> {
  const { sessions } = await getWorld();
  clearLoginCookies({ cookies, sessions });
}
