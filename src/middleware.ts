import type { APIContext, MiddlewareHandler, MiddlewareNext } from 'astro';
import { ProblemError } from './lib/domain/errors.ts';
import { clientAddressOf } from './server/http/client-address.ts';
import { deviceOf } from './server/http/device.ts';
import { identify } from './server/http/identify.ts';
import { corsHeadersFor, isPreflight, preflightResponse, refuseForeignOrigin } from './server/http/origin.ts';
import { errorPage } from './server/http/error-page.ts';
import { problemResponse } from './server/http/problem.ts';
import { requestIdOf } from './server/http/request-id.ts';
import { dataPolicy, framePolicy, securityHeaders } from './server/http/security-headers.ts';
import { findCompanySettings } from './server/use-cases/company/find-settings.ts';
import { countUnread } from './server/use-cases/notifications/count-unread.ts';
import { getTimer } from './server/use-cases/time/get-timer.ts';
import { getWorld, type World } from './server/http/world.ts';
import { portsFor } from './server/use-cases/shared/own-records.ts';

/** The rendered pages that search engines may show; all other pages of this kind are private. */
const publicPages = new Set(['/contact', '/demo']);

/** Answered without the world: they tell whether there is one. */
const probes = new Set(['/healthz', '/readyz']);

export const onRequest: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered) return next();
  const { locals, request, url } = context;
  const known: Partial<App.Locals> = locals; // by the web process, where there is one
  locals.requestId = known.requestId ?? requestIdOf(request.headers.get('x-request-id'));
  if (probes.has(url.pathname)) return finish(context, await next());
  const api = url.pathname.startsWith('/api/');
  let world: World | undefined;
  try {
    world = await getWorld();
    return finish(context, await answer(context, next, world, api), world);
  } catch (error) {
    const about = { requestId: locals.requestId, log: world?.ports.log };
    return finish(context, api ? problemResponse(error, about) : errorPage(error, about), world);
  }
};

async function answer(context: APIContext, next: MiddlewareNext, world: World, api: boolean): Promise<Response> {
  const { locals, request, cookies } = context;
  if (api && isPreflight(request)) return preflightResponse(request, world.env);
  refuseForeignOrigin(request, world.env, { api });
  const forwarded = request.headers.get('x-forwarded-for');
  const known: Partial<App.Locals> = locals;
  locals.clientAddress =
    known.clientAddress ?? clientAddressOf(context.clientAddress, forwarded, world.env.TRUST_PROXY);
  locals.env = world.env;
  const { actor, user } = await identify(request, cookies, { world, keys: api });
  locals.ports = portsFor(world.ports, actor);
  locals.actor = actor && { ...actor, from: deviceOf({ request, clientAddress: locals.clientAddress }) };
  locals.user = user;
  locals.company = async () => (await findCompanySettings(world.ports)).name ?? 'Throughline';
  locals.unread = async () => (actor ? countUnread({ ports: world.ports, actor }) : 0);
  let timer: ReturnType<App.Locals['timer']> | undefined;
  locals.timer = () => (timer ??= actor ? getTimer({ ports: world.ports, actor }) : Promise.resolve(null));
  // Read before the page reads anything: whatever happens from here on reaches it through its socket.
  locals.streamPosition = actor && !api ? await world.ports.outbox.last() : null;
  try {
    return await next();
  } catch (error) {
    // Pages say "there is no such thing" by throwing, like use-cases do.
    if (!api && error instanceof ProblemError && error.status === 404) return context.rewrite('/404');
    throw error;
  }
}

/** The headers every rendered answer carries; those of static files are the web process's (src/server/web). */
function finish({ locals, url, request }: APIContext, response: Response, world?: World): Response {
  const { headers } = response;
  headers.set('X-Request-Id', locals.requestId);
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  headers.append('Content-Security-Policy', isPage ? framePolicy : dataPolicy);
  const secure = securityHeaders({ secureCookies: world?.env.secureCookies ?? false });
  for (const [name, value] of Object.entries(secure)) headers.set(name, value);
  if (!publicPages.has(url.pathname.replace(/\/$/, ''))) headers.set('X-Robots-Tag', 'noindex');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (world && url.pathname.startsWith('/api/')) {
    for (const [name, value] of Object.entries(corsHeadersFor(request, world.env))) headers.set(name, value);
  }
  return response;
}
