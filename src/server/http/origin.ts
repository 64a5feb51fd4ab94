import { ProblemError } from '../../lib/domain/errors.ts';
import type { Environment } from '../env.ts';

type Origins = Pick<Environment, 'allowedOrigins'>;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const isForeign = (request: Request, { allowedOrigins }: Origins): boolean => {
  const origin = request.headers.get('origin');
  if (origin !== null) return !allowedOrigins.includes(origin);
  // Browsers say where a request comes from even where they leave Origin out.
  return request.headers.get('sec-fetch-site') === 'cross-site' && !safeMethods.has(request.method);
};

/**
 * Throws ProblemError `foreign_origin` for a request that carries cookies but comes from another site, whatever its
 * method and content type: our cookies must not speak for other people's pages. Form posts to pages are refused
 * without cookies too, for a login is a change as well.
 */
export function refuseForeignOrigin(request: Request, env: Origins, { api }: { api: boolean }): void {
  const matters = request.headers.has('cookie') || (!api && !safeMethods.has(request.method));
  if (!matters || !isForeign(request, env)) return;
  throw new ProblemError(
    'foreign_origin',
    'The request comes from another site. FRONTEND_URL and SITE_URL name the origins that may use this server.',
  );
}

const corsMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const corsHeaders = 'Authorization, Content-Type, If-Match, Idempotency-Key, Prefer, X-Request-Id';
const corsExposed = 'Location, Retry-After, X-Request-Id, Idempotency-Replayed, Preference-Applied';

/** The CORS headers an allowed origin gets, with credentials; others get none, and their browser keeps the answer. */
export function corsHeadersFor(request: Request, { allowedOrigins }: Origins): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === null || !allowedOrigins.includes(origin)) return { Vary: 'Origin' };
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': corsExposed,
    Vary: 'Origin',
  };
}

export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' && request.headers.has('access-control-request-method');

/** The answer to a preflight; for other origins one that allows nothing. */
export function preflightResponse(request: Request, env: Origins): Response {
  const headers = new Headers(corsHeadersFor(request, env));
  if (headers.has('Access-Control-Allow-Origin')) {
    headers.set('Access-Control-Allow-Methods', corsMethods);
    headers.set('Access-Control-Allow-Headers', corsHeaders);
    headers.set('Access-Control-Max-Age', '600');
  }
  return new Response(null, { status: 204, headers });
}
