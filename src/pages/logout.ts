import type { APIRoute } from 'astro';
import { forgetLogin } from '../server/http/answer-login.ts';
import { logout } from '../server/use-cases/auth/logout.ts';

export const prerender = false;

/** Ends the session; the forms of the dashboard post here, so that it works without JavaScript. */
export const POST: APIRoute = async ({ locals: { ports, actor }, cookies, redirect }) => {
  if (actor) await logout({ ports, actor });
  await forgetLogin({ cookies });
  return redirect('/login?said=out', 303);
};

/** A link or a prefetch must not log anyone out. */
export const GET: APIRoute = ({ locals: { actor }, redirect }) => redirect(actor ? '/app/account' : '/login');
